import { once } from 'node:events'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { ROOT, startProgram } from './child-program.ts'
import type { DesktopAnswers } from './electron-stand-in/control.ts'
import { findHost, flagsOf, type LaunchOptions, type RunningApp } from './running-app.ts'

type Name = keyof DesktopAnswers
type Answer<N extends Name> = Awaited<ReturnType<DesktopAnswers[N]>>

/** Asks the desktop that the app runs on, or does there what its user would do. */
export type Desktop = <N extends Name>(name: N, ...param: Parameters<DesktopAnswers[N]>) => Promise<Answer<N>>

export interface StandInApp extends RunningApp {
  readonly desktop: Desktop
  /** The exit code, once the app has ended. */
  readonly ended: Promise<number | null>
}

/** Starts the built main bundle on the stand-in without waiting for a window. */
export function startStandIn(options: LaunchOptions) {
  const files = options.files ?? []
  return startProgram(
    [
      join(import.meta.dirname, 'electron-stand-in/run.ts'),
      join(ROOT, 'out/main/electron.js'),
      ...flagsOf(options),
      ...files,
    ],
    { ...options.env, RUNBACK_STAND_IN_APP: ROOT },
    ['ipc'],
  )
}

export async function launchElectronStandIn(options: LaunchOptions): Promise<StandInApp> {
  const program = startStandIn(options)
  const { child } = program
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { type: string; endpoint: string }) => {
      if (message.type === 'window') resolve(message.endpoint)
    })
    child.once('close', code => reject(new Error(`The app ended with ${code}:\n${program.output()}`)))
  })
  const browser = await chromium.connectOverCDP(endpoint, { noDefaults: true })
  let messages = 0
  const desktop: Desktop = async (name, ...[param]) => {
    const id = ++messages
    child.send({ id, name, param })
    for (;;) {
      const [message] = await once(child, 'message')
      if (message.type === 'answer' && message.id === id) return message.value
    }
  }
  return {
    kind: 'electron-stand-in',
    page: pageOf(browser),
    desktop,
    ended: program.ended,
    dataDir: options.dataDir,
    ...(await findHost(options.dataDir)),
    output: program.output,
    close: async () => {
      await browser.close()
      return await program.stop()
    },
  }
}

function pageOf(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0]
  if (page === undefined) throw new Error('The desktop shows no page')
  return page
}
