import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { ProblemError } from '#contract/problems.ts'
import { workerFile } from '../base/worker-file.ts'
import { SMALL_YOUNG_GENERATION } from '../base/worker-memory.ts'
import type { NumberedTask, WorkerMessage } from './worker-messages.ts'

/** Sooner than senders come back, later than would keep a machine busy whose store cannot be opened. */
const RESTART_AFTER_MS = 500

export interface IngestThread {
  /** False when there is no thread at the moment. */
  post(task: NumberedTask, transfer: readonly ArrayBuffer[]): boolean
  /** From now on a thread that dies is not replaced. Resolves when none is being started. */
  stopReplacing(): Promise<void>
  end(): Promise<void>
}

export interface IngestThreadOptions {
  readonly storePath: string
  readonly onMessage: (message: Extract<WorkerMessage, { kind: 'answer' | 'changed' | 'health' }>) => void
  readonly onDeath: () => void
}

/** The one thread that writes. Another takes its place when it dies. */
export async function startIngestThread(options: IngestThreadOptions): Promise<IngestThread> {
  const stopping = new AbortController()
  /** Undefined from the death of one thread until the next is ready. */
  let worker: Worker | undefined
  let replaced: Promise<void> | undefined
  await start()

  function start(): Promise<void> {
    const file = workerFile(import.meta.url, 'ingest-worker')
    const started = new Worker(file, {
      name: 'ingest',
      workerData: { storePath: options.storePath },
      resourceLimits: SMALL_YOUNG_GENERATION,
    })
    return new Promise((resolve, reject) => {
      started.on('message', (message: WorkerMessage) => {
        if (message.kind === 'failed') reject(new ProblemError(message.problem))
        else if (message.kind !== 'ready') options.onMessage(message)
        else {
          worker = started
          resolve()
        }
      })
      started.on('error', reject)
      started.on('exit', () => {
        reject(storeUnavailable('the ingest thread stopped'))
        if (started === worker) onExit()
      })
    })
  }

  function onExit(): void {
    worker = undefined
    options.onDeath()
    replaced = replace()
  }

  async function replace(): Promise<void> {
    const { signal } = stopping
    while (worker === undefined && !signal.aborted) {
      await setTimeout(RESTART_AFTER_MS, undefined, { signal, ref: false })
        .then(start)
        .catch(() => undefined)
    }
  }

  return {
    post(task, transfer) {
      worker?.postMessage(task, transfer)
      return worker !== undefined
    },
    async stopReplacing() {
      stopping.abort()
      await replaced
    },
    async end() {
      await worker?.terminate()
    },
  }
}

export function storeUnavailable(reason: string): ProblemError {
  return new ProblemError({ code: 'store-unavailable', reason })
}
