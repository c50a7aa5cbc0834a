import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const made = new Set<string>()

/** A new folder, gone at the latest when the process ends. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'runback-bench-'))
  made.add(dir)
  return dir
}

export function removeDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true })
  made.delete(dir)
}

process.once('exit', () => {
  for (const dir of made) removeDir(dir)
})
