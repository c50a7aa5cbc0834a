import type { Page } from 'playwright-core'
import { storePathIn } from '../../src-main/host/data-dir.ts'
import { launchChromium } from '../../test/support/chromium.ts'
import { type RunningHost, startHost } from '../host.ts'
import { makeQueryStore, type QueryStore } from '../query-store.ts'
import { removeDir, tempDir } from '../temp-dirs.ts'

export interface MeasuredWindow {
  /** Signed in, with the list of runs. */
  readonly page: Page
  readonly host: RunningHost
  readonly store: QueryStore
  readonly floodSeconds: number
}

export interface WindowSize {
  readonly longRunSpans: number
  readonly floodSeconds: number
}

const RUNS = 400
const VIEWPORT = { width: 1440, height: 900 }

/** A host as installed over a store with a long run, and its window in Chromium. */
export async function withWindow(
  { longRunSpans, floodSeconds }: WindowSize,
  use: (window: MeasuredWindow) => Promise<void>,
): Promise<void> {
  const dataDir = tempDir()
  try {
    const store = makeQueryStore(storePathIn(dataDir), { runs: RUNS, longRunSpans })
    const host = await startHost(dataDir)
    const browser = await launchChromium()
    try {
      const page = await browser.newPage({ viewport: VIEWPORT })
      await page.goto(host.link)
      await showRuns(page)
      await use({ page, host, store, floodSeconds })
    } finally {
      await browser.close()
      await host.close()
    }
  } finally {
    removeDir(dataDir)
  }
}

export async function showRuns(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = '#/runs'
  })
  await page.getByRole('table', { name: 'Runs' }).getByRole('row').nth(2).waitFor()
}

export async function showRun(page: Page, runId: string): Promise<void> {
  await page.evaluate(hash => {
    location.hash = hash
  }, `#/runs/${runId}`)
  await page.getByRole('treeitem').first().waitFor()
}
