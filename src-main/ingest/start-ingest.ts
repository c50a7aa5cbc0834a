import { Worker } from 'node:worker_threads'
import { ProblemError, type Reply } from '#contract/problems.ts'
import { workerFile } from '../base/worker-file.ts'
import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import type { AnswerOf, Task, WorkerMessage } from './worker-messages.ts'

const RESTART_RETRY_SECONDS = 1

export interface Ingest {
  /** Answers after the commit. */
  accept(request: ExportRequest): Promise<ExportOutcome>
  ask<Kind extends AskableKind>(task: Extract<Task, { kind: Kind }>): Promise<AnswerOf[Kind]>
  /** Resolves when everything accepted is on disk and the store is closed. */
  close(): Promise<void>
}

type AskableKind = Exclude<Task['kind'], 'export' | 'close'>

export interface IngestOptions {
  readonly storePath: string
  readonly onChanged: (runIds: readonly string[]) => void
}

type Settle = (reply: Reply<AnswerOf[Task['kind']]> | 'lost') => void

/** Runs the one thread that writes. When it dies, what it had not answered is reported as not stored. */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const pending = new Map<number, Settle>()
  let lastId = 0
  let isClosing = false
  let worker = await startWorker()

  function startWorker(): Promise<Worker> {
    const file = workerFile(import.meta.url, 'ingest-worker')
    const started = new Worker(file, { name: 'ingest', workerData: { storePath: options.storePath } })
    return new Promise((resolve, reject) => {
      started.on('message', (message: WorkerMessage) => {
        if (message.kind === 'ready') resolve(started)
        else if (message.kind === 'failed') reject(storeUnavailable(message.reason))
        else receive(message)
      })
      started.on('error', error => reject(error))
      started.on('exit', () => onExit(started))
    })
  }

  function receive(message: Extract<WorkerMessage, { kind: 'answer' | 'changed' }>): void {
    if (message.kind === 'changed') {
      options.onChanged(message.runIds)
      return
    }
    const settle = pending.get(message.id)
    pending.delete(message.id)
    settle?.(message.reply)
  }

  function onExit(exited: Worker): void {
    if (exited !== worker) return
    const lost = [...pending.values()]
    pending.clear()
    for (const settle of lost) settle('lost')
    if (!isClosing) void restart()
  }

  async function restart(): Promise<void> {
    try {
      worker = await startWorker()
    } catch {
      setTimeout(() => void restart(), RESTART_RETRY_SECONDS * 1000).unref()
    }
  }

  function send(
    task: Task,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<Reply<AnswerOf[Task['kind']]> | 'lost'> {
    return new Promise(resolve => {
      lastId += 1
      pending.set(lastId, resolve)
      worker.postMessage({ id: lastId, task }, transfer)
    })
  }

  return {
    async accept(request) {
      if (isClosing) return unavailable('Runback is shutting down')
      const { buffer } = request.bytes
      const reply = await send({ kind: 'export', request }, buffer instanceof ArrayBuffer ? [buffer] : [])
      if (reply === 'lost') return unavailable('The ingest thread stopped and is starting again')
      if (!reply.ok) throw new ProblemError(reply.problem)
      return reply.value as ExportOutcome
    },
    async ask<Kind extends AskableKind>(task: Extract<Task, { kind: Kind }>) {
      const reply = await send(task)
      if (reply === 'lost') throw storeUnavailable('the ingest thread stopped; try again')
      if (!reply.ok) throw new ProblemError(reply.problem)
      // The worker answers each kind of task with its own type.
      return reply.value as AnswerOf[Kind]
    },
    async close() {
      if (isClosing) return
      isClosing = true
      await send({ kind: 'close' })
      await worker.terminate()
    },
  }
}

function storeUnavailable(reason: string): ProblemError {
  return new ProblemError({ code: 'store-unavailable', reason })
}

function unavailable(message: string): ExportOutcome {
  return { status: 'unavailable', message, retryAfterSeconds: RESTART_RETRY_SECONDS }
}
