import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const contentTypes: ReadonlyMap<string, string> = new Map([
  ['.css', 'text/css; charset=utf-8'],
  ['.html', 'text/html; charset=utf-8'],
  ['.ico', 'image/x-icon'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.json', 'application/json'],
  ['.png', 'image/png'],
  ['.svg', 'image/svg+xml'],
  ['.wasm', 'application/wasm'],
  ['.woff2', 'font/woff2'],
])

export interface RendererFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly contentType: string
}
export type RendererFiles = ReadonlyMap<string, RendererFile>

/** Everything the page is made of, by URL path. What is not in here is not served, whatever a path spells. */
export function loadRendererFiles(dir: string): RendererFiles {
  const files = new Map<string, RendererFile>()
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes.get(extname(entry.name))
    if (!entry.isFile() || contentType === undefined) continue
    const path = join(entry.parentPath, entry.name)
    const urlPath = `/${relative(dir, path).split(sep).join('/')}`
    files.set(urlPath, { bytes: new Uint8Array(readFileSync(path)), contentType })
  }
  const index = files.get('/index.html')
  if (index !== undefined) files.set('/', index)
  return files
}
