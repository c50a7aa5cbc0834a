import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Check } from '../host/doctor.ts'
import { isElectronInstalled, rendererDir } from './app-files.ts'

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'chrome', 'microsoft-edge']

/** What a window needs. Without any of it Runback still records. */
export function checkWindow(env: NodeJS.ProcessEnv): Check[] {
  const browser = findOnPath(env, browsers)
  return [
    isElectronInstalled()
      ? { name: 'Electron', state: 'ok', detail: 'installed' }
      : { name: 'Electron', state: 'ok', detail: 'not installed; a browser shows the window' },
    rendererDir() === undefined
      ? { name: 'Window', state: 'warning', detail: 'not built; "npm run build" builds it' }
      : { name: 'Window', state: 'ok', detail: 'built' },
    { name: 'Chromium', state: 'ok', detail: browser ?? 'none on the PATH; only the tests need one' },
  ]
}

function findOnPath(env: NodeJS.ProcessEnv, names: readonly string[]): string | undefined {
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(path => existsSync(path))
}
