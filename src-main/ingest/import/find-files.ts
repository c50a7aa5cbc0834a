import { opendir, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** What trace files are called. A file that is named directly may be called anything. */
export const TRACE_NAMES = /\.(jsonl|json|ndjson|csv|db)(\.gz)?$/i
export const PASSED_OVER: ReadonlySet<string> = new Set(['node_modules', '.git'])

export interface FoundFile {
  readonly path: string
  /** For messages: the name of a file, or its path within the folder that was named. */
  readonly name: string
  readonly sizeBytes: number
  readonly modifiedMs: number
  /** Found in a folder, where much else may lie. */
  readonly isInFolder: boolean
}

export interface FoundFiles {
  readonly files: readonly FoundFile[]
  readonly unreadable: readonly { readonly name: string; readonly error: unknown }[]
}

/** The files at some paths; folders are walked, each once however often links lead to it. */
export async function findFiles(
  named: readonly Pick<FoundFile, 'path' | 'name'>[],
  signal?: AbortSignal,
): Promise<FoundFiles> {
  const files: FoundFile[] = []
  const unreadable: { name: string; error: unknown }[] = []
  const seen = new Set<string>()

  async function visit(path: string, name: string, isInFolder: boolean): Promise<void> {
    signal?.throwIfAborted()
    try {
      const found = await stat(path, { bigint: true })
      const id = `${found.dev}:${found.ino}`
      if (seen.has(id)) return
      seen.add(id)
      if (found.isDirectory()) await walk(path, name)
      else if (!isInFolder || (found.isFile() && TRACE_NAMES.test(name))) {
        const sizeBytes = Number(found.size)
        files.push({ path, name, sizeBytes, modifiedMs: Number(found.mtimeMs), isInFolder })
      }
    } catch (error) {
      signal?.throwIfAborted()
      unreadable.push({ name, error })
    }
  }

  async function walk(path: string, name: string): Promise<void> {
    for await (const entry of await opendir(path)) {
      if (PASSED_OVER.has(entry.name) || isOther(entry.name, entry.isFile())) continue
      await visit(join(path, entry.name), join(name, entry.name), true)
    }
  }

  for (const { path, name } of named) await visit(path, name, false)
  return { files, unreadable }
}

/** Most files of a folder are none of ours; looking at their names alone is much faster. */
function isOther(name: string, isFile: boolean): boolean {
  return isFile && !TRACE_NAMES.test(name)
}
