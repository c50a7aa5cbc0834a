import type { Stats } from 'node:fs'
import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { PASSED_OVER, TRACE_NAMES } from '../import/find-files.ts'

export interface ListedFile {
  readonly path: string
  readonly info: Stats
}

export interface ListOptions {
  /** Hears of each folder before it is listed. */
  readonly onFolder: (path: string) => void
  readonly isStopped: () => boolean
}

/** The files below a folder that may hold traces, each once, those that were changed last first. */
export async function listFolder(folder: string, options: ListOptions): Promise<ListedFile[]> {
  const files: ListedFile[] = []
  await walk(folder, options, new Set(), files)
  return files.sort((a, b) => b.info.mtimeMs - a.info.mtimeMs)
}

async function walk(
  folder: string,
  options: ListOptions,
  seen: Set<string>,
  files: ListedFile[],
): Promise<void> {
  options.onFolder(folder)
  for await (const entry of await opendir(folder)) {
    if (options.isStopped()) return
    if (isPassedOver(entry.name, entry.isFile())) continue
    const path = join(folder, entry.name)
    const info = await stat(path).catch(() => undefined)
    const id = `${info?.dev}:${info?.ino}`
    if (info === undefined || seen.has(id)) continue
    seen.add(id)
    if (info.isDirectory()) await walk(path, options, seen, files)
    else if (info.isFile() && TRACE_NAMES.test(path)) files.push({ path, info })
  }
}

function isPassedOver(name: string, isFile: boolean): boolean {
  return PASSED_OVER.has(name) || (isFile && !TRACE_NAMES.test(name))
}
