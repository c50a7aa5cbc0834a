import { Worker } from 'node:worker_threads'
import type { ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import { workerFile } from '../base/worker-file.ts'
import { SMALL_YOUNG_GENERATION } from '../base/worker-memory.ts'
import type { StoreStatistics } from '../store/open-store.ts'
import type { QueryName } from './query-handlers.ts'
import type { QueryAnswer } from './query-messages.ts'

/** SQLite here cannot be interrupted, so a query that takes this long is left to itself with its thread. */
const TIME_LIMIT_MS = 5_000
/** Threads left behind end with their query; until then they use the machine, so there are few. */
const MAX_ABANDONED = 3
const CLOSE_WAIT_MS = 1_000

interface Pending {
  resolve(json: string): void
  reject(error: Error): void
  readonly timer: NodeJS.Timeout
}

export interface QueryThread {
  query<Name extends QueryName>(name: Name, params: ParsedParamsOf<Name>): Promise<ResultOf<Name>>
  /** The result as JSON, for those who only pass it on. */
  queryJson<Name extends QueryName>(name: Name, params: ParsedParamsOf<Name>): Promise<string>
  statistics(): Promise<StoreStatistics>
  close(): Promise<void>
}

/** Answers reads on a thread of its own, which is replaced when a query does not end. */
export function createQueryThread(storePath: string, timeLimitMs = TIME_LIMIT_MS): QueryThread {
  const pending = new Map<number, Pending>()
  let lastId = 0
  let worker: Worker | undefined
  let abandoned = 0
  let isClosed = false

  function startWorker(): Worker {
    const file = workerFile(import.meta.url, 'query-worker')
    const started = new Worker(file, {
      name: 'query',
      workerData: { storePath },
      resourceLimits: SMALL_YOUNG_GENERATION,
    })
    started.on('message', receive)
    started.on('error', error => failAll(started, unavailable(error.message)))
    started.on('exit', () => failAll(started, unavailable('the reading thread stopped; try again')))
    return started
  }

  function receive(answer: QueryAnswer): void {
    const waiting = take(answer.id)
    if (waiting === undefined) return
    if ('fault' in answer) waiting.reject(new Error(answer.fault))
    else if ('problem' in answer) waiting.reject(new ProblemError(answer.problem))
    else waiting.resolve(answer.json)
  }

  function take(id: number): Pending | undefined {
    const waiting = pending.get(id)
    pending.delete(id)
    clearTimeout(waiting?.timer)
    return waiting
  }

  function failAll(failed: Worker, error: Error): void {
    if (failed !== worker) return
    worker = undefined
    for (const id of [...pending.keys()]) take(id)?.reject(error)
  }

  function send(name: QueryName | 'statistics', params: unknown): Promise<string> {
    if (isClosed) return Promise.reject(unavailable('Runback is shutting down'))
    if (worker === undefined && abandoned >= MAX_ABANDONED) return Promise.reject(tookTooLong())
    worker ??= startWorker()
    lastId += 1
    const id = lastId
    const target = worker
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => giveUp(id, target), timeLimitMs)
      pending.set(id, { resolve, reject, timer })
      target.postMessage({ id, name, params })
    })
  }

  /** The query goes on until SQLite is done with it; whoever asks next gets a fresh thread. */
  function giveUp(id: number, target: Worker): void {
    take(id)?.reject(tookTooLong())
    if (target !== worker) return
    failAll(target, tookTooLong())
    abandoned += 1
    void target.terminate().then(() => {
      abandoned -= 1
    })
  }

  function tookTooLong(): ProblemError {
    return new ProblemError({ code: 'took-too-long', limitMs: timeLimitMs })
  }

  return {
    // The worker answers each operation with the result of its handler.
    query: async (name, params) => JSON.parse(await send(name, params)),
    queryJson: send,
    statistics: async () => JSON.parse(await send('statistics', {})),
    async close() {
      isClosed = true
      const deadline = new Promise(resolve => setTimeout(resolve, CLOSE_WAIT_MS).unref())
      await Promise.race([worker?.terminate(), deadline])
    },
  }
}

function unavailable(reason: string): ProblemError {
  return new ProblemError({ code: 'store-unavailable', reason })
}
