import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, chromiumPath } from '../chromium.ts'

export interface DesktopChromium {
  readonly context: BrowserContext
  /** Where a spec may look at the same pages. */
  readonly endpoint: string
  close(): Promise<void>
}

/** A Chromium that resolves no name at all: whatever it shows comes from the app. */
export async function launchDesktopChromium(): Promise<DesktopChromium> {
  const profile = mkdtempSync(join(tmpdir(), 'runback-stand-in-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless: true,
    viewport: null,
    serviceWorkers: 'block',
    args: [...CHROMIUM_FLAGS, '--remote-debugging-port=0', '--host-resolver-rules=MAP * ~NOTFOUND'],
  })
  const [port] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  return {
    context,
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
