import { Worker } from 'node:worker_threads'
import { ProblemError, type Reply, toReply } from '#contract/problems.ts'
import { workerFile } from '../../base/worker-file.ts'
import { SMALL_YOUNG_GENERATION } from '../../base/worker-memory.ts'
import { NoTracesError } from './file-bytes.ts'
import type {
  Batch,
  BatchOutcome,
  FileReading,
  FromImportThread,
  ImportSource,
  ReadEnd,
  ToImportThread,
} from './import-messages.ts'

/** One file may not take the memory of the whole process. */
const MAX_HEAP_MB = 3072

export interface ReadHandle {
  /** What was read; rejects with the problem of a file that cannot be read. */
  readonly done: Promise<{ readonly kind: 'read' | 'stopped'; readonly reading: FileReading }>
  /** What is committed already stays. */
  stop(): void
}

export interface ImportThread {
  read(source: ImportSource, onProgress?: (bytesRead: number) => void): ReadHandle
  close(): Promise<void>
}

interface Pending {
  readonly name: string
  readonly onProgress: (bytesRead: number) => void
  end(end: ReadEnd): void
}

/** Parses files apart from the thread that writes, so that exports never wait for a file. Started when first needed. */
export function createImportThread(write: (batch: Batch) => Promise<BatchOutcome>): ImportThread {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let worker: Worker | undefined
  let isClosed = false

  function start(): Worker {
    const started = new Worker(workerFile(import.meta.url, 'import-worker'), {
      name: 'import',
      resourceLimits: { ...SMALL_YOUNG_GENERATION, maxOldGenerationSizeMb: MAX_HEAP_MB },
    })
    started.on('message', (message: FromImportThread) => receive(started, message))
    started.on('error', error => endAll(started, error.message))
    started.on('exit', () => endAll(started, 'the thread that reads files stopped'))
    // A command ends when its work is done, whether or not the thread is still there.
    started.unref()
    return started
  }

  function receive(from: Worker, message: FromImportThread): void {
    const { readId } = message
    if (message.kind === 'progress') pending.get(readId)?.onProgress(message.bytesRead)
    else if (message.kind === 'end') take(readId)?.end(message.end)
    else void answer(from, readId, message.batch)
  }

  async function answer(from: Worker, readId: number, batch: Batch): Promise<void> {
    const reply: Reply<BatchOutcome> = await toReply(write(batch)).catch((error: unknown) => ({
      ok: false,
      problem: { code: 'store-unavailable', reason: String(error) },
    }))
    from.postMessage({ kind: 'written', readId, reply } satisfies ToImportThread)
  }

  function take(readId: number): Pending | undefined {
    const waiting = pending.get(readId)
    pending.delete(readId)
    return waiting
  }

  function endAll(failed: Worker, reason: string): void {
    if (failed !== worker) return
    worker = undefined
    for (const [readId, { name }] of [...pending]) {
      const problem = { code: 'unreadable-file', name, reason: `${reason}.` } as const
      take(readId)?.end({ kind: 'failed', problem })
    }
  }

  return {
    read(source, onProgress = () => undefined) {
      if (isClosed) throw new ProblemError({ code: 'store-unavailable', reason: 'Runback is shutting down' })
      worker ??= start()
      lastId += 1
      const readId = lastId
      const stop = new SharedArrayBuffer(4)
      const { promise, resolve } = Promise.withResolvers<ReadEnd>()
      pending.set(readId, { name: source.name, onProgress, end: resolve })
      worker.postMessage({ kind: 'read', readId, source, stop } satisfies ToImportThread)
      return { done: promise.then(unwrap), stop: () => void Atomics.store(new Int32Array(stop), 0, 1) }
    },
    async close() {
      isClosed = true
      const running = worker
      worker = undefined
      await running?.terminate()
      for (const readId of [...pending.keys()]) {
        const problem = { code: 'store-unavailable', reason: 'Runback is shutting down' } as const
        take(readId)?.end({ kind: 'failed', problem })
      }
    },
  }
}

function unwrap(end: ReadEnd) {
  if (end.kind === 'no-traces') throw new NoTracesError(end.problem)
  if (end.kind === 'failed') throw new ProblemError(end.problem)
  if (end.kind === 'fault') throw new Error(end.message)
  return end
}
