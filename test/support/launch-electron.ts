import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { ROOT } from './child-program.ts'
import { findHost, flagsOf, type LaunchOptions, type RunningApp } from './running-app.ts'

const PACKAGE = join(ROOT, 'node_modules/electron')

/** The runtime's own executable, when one is installed on this machine. */
export function installedElectron(): string | undefined {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(PACKAGE, 'dist')
  const pathFile = join(PACKAGE, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : 'electron'
  const file = join(folder, name)
  return existsSync(file) ? file : undefined
}

export async function launchRealElectron(options: LaunchOptions): Promise<RunningApp> {
  const executablePath = installedElectron()
  if (executablePath === undefined) throw new Error('No Electron runtime is installed')
  const isRoot = process.getuid?.() === 0
  const app = await _electron.launch({
    executablePath,
    args: [...(isRoot ? ['--no-sandbox'] : []), ROOT, ...flagsOf(options), ...(options.files ?? [])],
    env: { ...process.env, ...options.env } as Record<string, string>,
  })
  let output = ''
  const child = app.process()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  return {
    kind: 'electron',
    page: await app.firstWindow(),
    dataDir: options.dataDir,
    ...(await findHost(options.dataDir)),
    output: () => output,
    close: async () => {
      await app.close()
      return child.exitCode
    },
  }
}
