import { startProgram } from './child-program.ts'
import { launchChromium } from './chromium.ts'
import { findHost, flagsOf, type LaunchOptions, type RunningApp } from './running-app.ts'

const LINK = /http:\/\/(?:127\.0\.0\.1|localhost):\d+\/\S*/

/** `runback serve`, and a browser that followed the link it printed. */
export async function launchBrowserHost(options: LaunchOptions): Promise<RunningApp> {
  const program = startProgram(['src-main/cli/main.ts', 'serve', ...flagsOf(options)], options.env)
  const [link] = await program.printed(LINK)
  const browser = await launchChromium()
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.goto(link)
  return {
    kind: 'browser-host',
    page,
    dataDir: options.dataDir,
    ...(await findHost(options.dataDir)),
    output: program.output,
    close: async () => {
      await browser.close()
      return await program.stop()
    },
  }
}
