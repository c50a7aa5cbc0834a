import { parentPort } from 'node:worker_threads'
import { ProblemError, type Reply } from '#contract/problems.ts'
import { onBuffersLetGo } from '../../base/collect-garbage.ts'
import { NoTracesError } from './file-bytes.ts'
import type { Batch, BatchOutcome, FromImportThread, ReadEnd, ToImportThread } from './import-messages.ts'
import { readSource } from './read-source.ts'

/** Nobody looks at progress more often. */
const PROGRESS_MS = 100
/** What a byte of a file leaves behind once it was text, JSON, a span and a part of a request. */
const GARBAGE_PER_BYTE = 4

const port = forcePort()
const unwritten = new Map<number, ((reply: Reply<BatchOutcome>) => void)[]>()

port.on('message', (message: ToImportThread) => {
  if (message.kind === 'read') void read(message)
  else unwritten.get(message.readId)?.shift()?.(message.reply)
})

function forcePort() {
  if (parentPort === null) throw new Error('The import worker runs as a worker thread only')
  return parentPort
}

function say(message: FromImportThread, transfer: readonly ArrayBuffer[] = []): void {
  port.postMessage(message, transfer)
}

async function read({ readId, source, stop }: Extract<ToImportThread, { kind: 'read' }>): Promise<void> {
  const stopped = new Int32Array(stop)
  let toldAtMs = 0
  let collectedBytes = 0
  unwritten.set(readId, [])
  const outcome = readSource({
    source,
    write: batch => write(readId, batch),
    isStopped: () => Atomics.load(stopped, 0) !== 0,
    onProgress(bytesRead) {
      onBuffersLetGo((bytesRead - collectedBytes) * GARBAGE_PER_BYTE)
      collectedBytes = bytesRead
      const nowMs = performance.now()
      if (nowMs - toldAtMs < PROGRESS_MS) return
      toldAtMs = nowMs
      say({ kind: 'progress', readId, bytesRead })
    },
  })
  const end: ReadEnd = await outcome.catch(failureOf)
  unwritten.delete(readId)
  say({ kind: 'end', readId, end })
}

/** Batches of a file are answered in their order. */
function write(readId: number, batch: Batch): Promise<BatchOutcome> {
  return new Promise((resolve, reject) => {
    unwritten.get(readId)?.push(reply => {
      if (reply.ok) resolve(reply.value)
      else reject(new ProblemError(reply.problem))
    })
    const { buffer } = batch.request.bytes
    // A buffer of Node's pool is shared with others and cannot be given away.
    const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === batch.request.bytes.byteLength
    say({ kind: 'batch', readId, batch }, isOwn ? [buffer] : [])
  })
}

function failureOf(error: unknown): ReadEnd {
  if (error instanceof NoTracesError) return { kind: 'no-traces', problem: error.problem }
  if (error instanceof ProblemError) return { kind: 'failed', problem: error.problem }
  return { kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
