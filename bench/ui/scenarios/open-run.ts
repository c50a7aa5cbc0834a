import type { Page } from 'playwright-core'
import { median } from '../../numbers.ts'
import type { QueryStore } from '../../query-store.ts'
import { atMost } from '../../row.ts'
import type { UiScenario } from '../scenario.ts'
import { showRun, showRuns } from '../with-window.ts'

const TIMES = 3
const ROW_PIXELS = 28
const MAX_OPEN_MS = 1_000
const MAX_HEAP_MB = 200
const BYTES_PER_MB = 1024 * 1024

export const openRun: UiScenario = {
  name: 'open-run',
  summary: 'from the choice of a long run to its rows on the screen, and the heap it takes',
  async run({ page, store }) {
    const times: number[] = []
    const wholes: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      // A page that has forgotten what it read before.
      await page.reload()
      await showRuns(page)
      const { rowsMs, wholeMs } = await timeToRows(page, store)
      times.push(rowsMs)
      wholes.push(wholeMs)
    }
    const heap = await heapMb(page)
    await showRuns(page)
    const emptyHeap = await heapMb(page)
    const spans = store.longRunSpans.toLocaleString('en')
    return [
      {
        scenario: 'open-run',
        figure: `a run of ${spans} spans`,
        value: median(times),
        unit: 'ms',
        bar: atMost(MAX_OPEN_MS),
      },
      {
        scenario: 'open-run',
        figure: 'all of its spans',
        value: median(wholes),
        unit: 'ms',
        limit: { what: 'ms to fetch and parse it', value: await timeToParse(page, store.longRunId) },
      },
      {
        scenario: 'open-run',
        figure: `heap with ${spans} spans`,
        value: heap,
        unit: 'MB',
        also: `${emptyHeap.toFixed(0)} MB back in the list`,
        bar: atMost(MAX_HEAP_MB),
      },
    ]
  },
}

/** Until a frame with rows was made, and until the list is as long as the run. */
async function timeToRows(page: Page, { longRunId, longRunSpans }: QueryStore) {
  const startMs = await page.evaluate(() => performance.now())
  await showRun(page, longRunId)
  const rowsMs = (await afterFrame(page)) - startMs
  await page.waitForFunction(
    height => (document.querySelector('[role=tree]')?.scrollHeight ?? 0) >= height,
    longRunSpans * ROW_PIXELS,
  )
  return { rowsMs, wholeMs: (await afterFrame(page)) - startMs }
}

async function afterFrame(page: Page): Promise<number> {
  return await page.evaluate(
    () =>
      new Promise<number>(resolve => {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
      }),
  )
}

/** What nothing that shows the run can be faster than: the same answer, read and parsed and looked at by nobody. */
async function timeToParse(page: Page, runId: string): Promise<number> {
  return await page.evaluate(async id => {
    const token = sessionStorage.getItem('runback-token')
    const startMs = performance.now()
    const response = await fetch(`/api/v1/runs/${id}?limit=100000`, {
      headers: { authorization: `Bearer ${token}` },
    })
    if (!response.ok) throw new Error(`The run was refused with status ${response.status}`)
    await response.json()
    return performance.now() - startMs
  }, runId)
}

async function heapMb(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / BYTES_PER_MB
}
