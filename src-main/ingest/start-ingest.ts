import { ProblemError, type Reply } from '#contract/problems.ts'
import type { StoreHealth } from '#contract/store-health.ts'
import type { ExportOutcome, ExportRequest } from '../otlp/accept.ts'
import { startIngestThread, storeUnavailable } from './ingest-thread.ts'
import type { AnswerOf, Task } from './worker-messages.ts'

const RETRY_AFTER_SECONDS = 1

export interface Ingest {
  /** Answers after the commit. */
  accept(request: ExportRequest): Promise<ExportOutcome>
  /** The buffers given away are of no use here any more. */
  ask<Kind extends AskableKind>(
    task: Extract<Task, { kind: Kind }>,
    transfer?: readonly ArrayBuffer[],
  ): Promise<AnswerOf[Kind]>
  /** Whether what comes in can be recorded, as last told. */
  health(): StoreHealth
  /** Resolves when everything accepted is on disk and the store is closed. */
  close(): Promise<void>
}

type AskableKind = Exclude<Task['kind'], 'export' | 'close'>

export interface IngestOptions {
  readonly storePath: string
  readonly onChanged: (runIds: readonly string[]) => void
  readonly onHealth?: (health: StoreHealth) => void
}

type Settled = Reply<AnswerOf[Task['kind']]> | 'lost'

/** The one way into the store. What the writing thread had not answered when it died is reported as not stored. */
export async function startIngest({ storePath, onChanged, onHealth }: IngestOptions): Promise<Ingest> {
  const pending = new Map<number, (settled: Settled) => void>()
  let lastId = 0
  let health: StoreHealth = { state: 'ok' }
  let closed: Promise<void> | undefined
  const thread = await startIngestThread({
    storePath,
    onMessage(message) {
      if (message.kind === 'changed') onChanged(message.runIds)
      else if (message.kind === 'health') {
        health = message.health
        onHealth?.(health)
      } else take(message.id)?.(message.reply)
    },
    onDeath() {
      for (const id of [...pending.keys()]) take(id)?.('lost')
    },
  })

  function take(id: number) {
    const settle = pending.get(id)
    pending.delete(id)
    return settle
  }

  function send(task: Task, transfer: readonly ArrayBuffer[] = []): Promise<Settled> {
    return new Promise(resolve => {
      lastId += 1
      pending.set(lastId, resolve)
      if (!thread.post({ id: lastId, task }, transfer)) take(lastId)?.('lost')
    })
  }

  async function stop(): Promise<void> {
    await thread.stopReplacing()
    await send({ kind: 'close' })
    await thread.end()
  }

  return {
    async accept(request) {
      if (closed !== undefined) return unavailable('Runback is shutting down')
      const { buffer } = request.bytes
      const reply = await send({ kind: 'export', request }, buffer instanceof ArrayBuffer ? [buffer] : [])
      if (reply === 'lost') return unavailable('The ingest thread stopped and is starting again')
      if (!reply.ok) throw new ProblemError(reply.problem)
      return reply.value as ExportOutcome
    },
    async ask<Kind extends AskableKind>(
      task: Extract<Task, { kind: Kind }>,
      transfer: readonly ArrayBuffer[] = [],
    ) {
      if (closed !== undefined) throw storeUnavailable('Runback is shutting down')
      const reply = await send(task, transfer)
      if (reply === 'lost') throw storeUnavailable('the ingest thread stopped; try again')
      if (!reply.ok) throw new ProblemError(reply.problem)
      // The worker answers each kind of task with its own type.
      return reply.value as AnswerOf[Kind]
    },
    health: () => health,
    close() {
      closed ??= stop()
      return closed
    },
  }
}

function unavailable(message: string): ExportOutcome {
  return { status: 'unavailable', message, retryAfterSeconds: RETRY_AFTER_SECONDS }
}
