import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isJsonObject, parseJson } from '../base/json.ts'

/** The same distance from the sources and from the bundle. */
const root = new URL('../../', import.meta.url)

export function appVersion(): string {
  const manifest = parseJson(readFileSync(new URL('package.json', root), 'utf8'))
  return isJsonObject(manifest) && typeof manifest.version === 'string' ? manifest.version : 'unknown'
}

/** The built window, if it is built. */
export function rendererDir(): string | undefined {
  const dir = new URL('out/renderer/', root)
  return existsSync(new URL('index.html', dir)) ? fileURLToPath(dir) : undefined
}

export function isElectronInstalled(): boolean {
  return existsSync(new URL('node_modules/electron/dist/version', root))
}
