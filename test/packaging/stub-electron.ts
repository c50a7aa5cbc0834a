import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The mark in front of the fuses, the version of their layout, their number, and each one switched on. */
const FUSES = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('1'.repeat(9)),
])

/** As much of Electron's Linux distribution as the packager touches. */
export function writeStubElectron(folder: string): void {
  for (const name of ['resources', 'locales']) mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, 'electron'), FUSES, { mode: 0o755 })
  for (const language of ['en-US', 'de', 'fr']) writeFileSync(join(folder, `locales/${language}.pak`), '')
  writeFileSync(join(folder, 'LICENSE'), 'The licence of Electron')
  writeFileSync(join(folder, 'LICENSES.chromium.html'), 'The licences of Chromium')
}
