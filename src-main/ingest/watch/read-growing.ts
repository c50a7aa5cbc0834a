import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import type { WatchedFile } from '../../store/watched-files.ts'
import { NoTracesError } from '../import/file-bytes.ts'
import type { KnownFile } from '../import/import-messages.ts'
import type { ImportThread } from '../import/import-thread.ts'
import type { KnownFiles } from './known-files.ts'

export interface GrowingOptions {
  readonly root: string
  readonly thread: ImportThread
  readonly known: KnownFiles
  readonly onSpans: (newSpans: number) => void
}

/** Records what a file has grown by since it was read. False when the store could not take it now. */
export async function readGrowing(path: string, options: GrowingOptions): Promise<boolean> {
  const { root, thread, known, onSpans } = options
  const info = await stat(path, { bigint: true }).catch(() => undefined)
  if (info === undefined) return true
  const inode = `${info.dev}:${info.ino}`
  // As of before the reading: what is written meanwhile makes it another file again.
  const figures = { path, inode, sizeBytes: Number(info.size), modifiedMs: Number(info.mtimeMs) }
  const before = placeOf(known.of(path) ?? known.byInode(inode))
  try {
    const name = relative(root, path)
    const { reading } = await thread.read({ kind: 'growing', name, path, known: before }).done
    onSpans(reading.newSpans)
    if (reading.place !== null) await known.remember({ ...figures, ...reading.place })
    return true
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'unreadable-file') return false
    // Looked at again when it has changed.
    if (error instanceof NoTracesError) await rememberNothing(known, figures)
    return true
  }
}

async function rememberNothing(
  known: KnownFiles,
  figures: Omit<WatchedFile, 'fingerprint' | 'offset' | 'line'>,
): Promise<void> {
  await known.remember({ ...figures, fingerprint: '', offset: 0, line: 1 }).catch(() => undefined)
}

function placeOf(file: WatchedFile | undefined): KnownFile | undefined {
  return file === undefined || file.fingerprint === '' ? undefined : file
}
