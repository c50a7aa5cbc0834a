import { parentPort, workerData } from 'node:worker_threads'
import type { Labels } from '#contract/label.ts'
import { type Problem, ProblemError, type Reply } from '#contract/problems.ts'
import { onBuffersLetGo } from '../base/collect-garbage.ts'
import { openOwnedStore } from '../store/open-owned-store.ts'
import type { StoreWriter } from '../store/open-store.ts'
import { createCheckpoints } from './checkpoints.ts'
import { createHealthTeller } from './health-teller.ts'
import { forgetPrices } from './prices-of.ts'
import { repriceSlice } from './reprice-slice.ts'
import { rescueSpans } from './rescue-spans.ts'
import { createTidying } from './tidying.ts'
import type { AnswerOf, NumberedTask, Task, WorkerMessage } from './worker-messages.ts'
import { writeExports } from './write-exports.ts'
import { writeImport } from './write-import.ts'

/** Exports beyond this wait for the next commit, so that the first are not held up. */
const MAX_COMMIT_BYTES = 16 * 1024 * 1024

const port = forcePort()
const store = open(String(workerData.storePath))
const waiting: NumberedTask[] = []
/** Pieces of imports. They take turns with everything else, so that no sender waits for a file. */
const waitingImports: NumberedTask[] = []
const health = store && createHealthTeller(store, told => say({ kind: 'health', health: told }))
const checkpoints = store && createCheckpoints(store)
const tidying = store && checkpoints && createTidying(store, checkpoints)
let isScheduled = false
let nextTidying: NodeJS.Timeout | undefined
let isImportsTurn = false

if (store !== undefined) {
  port.on('message', (task: NumberedTask) => {
    if (task.task.kind === 'import') waitingImports.push(task)
    else waiting.push(task)
    schedule()
  })
  say({ kind: 'ready' })
  schedule()
}

function forcePort() {
  if (parentPort === null) throw new Error('The ingest worker runs as a worker thread only')
  return parentPort
}

function say(message: WorkerMessage): void {
  port.postMessage(message)
}

function open(path: string): StoreWriter | undefined {
  try {
    return openOwnedStore(path, Date.now())
  } catch (error) {
    say({ kind: 'failed', problem: problemOf(error) })
    return undefined
  }
}

function schedule(): void {
  clearTimeout(nextTidying)
  if (isScheduled) return
  isScheduled = true
  // After the messages that have already arrived: they share a commit.
  setImmediate(() => {
    isScheduled = false
    if (store !== undefined) work(store)
  })
}

/** One turn: all waiting exports in one commit, or one other task, or some idle work. */
function work(store: StoreWriter): void {
  const queue = nextQueue()
  const first = queue[0]
  if (first === undefined) {
    tidyUp()
    return
  }
  if (first.task.kind === 'close') {
    void close(store, first.id)
    return
  }
  const startedMs = performance.now()
  if (first.task.kind === 'export') writeWaitingExports(store)
  else {
    queue.shift()
    say({ kind: 'answer', id: first.id, reply: answer(store, first.task) })
  }
  health?.tell()
  tidying?.afterTask(performance.now() - startedMs)
  schedule()
}

function tidyUp(): void {
  const rest = tidying?.rest()
  if (rest?.kind === 'more') schedule()
  else if (rest?.kind === 'later') nextTidying = setTimeout(schedule, rest.ms)
}

/** The last task. The thread that copies the log has to be gone before the log can be closed. */
async function close(store: StoreWriter, id: number): Promise<void> {
  health?.stop()
  await checkpoints?.close()
  say({ kind: 'answer', id, reply: answer(store, { kind: 'close' }) })
}

function nextQueue(): NumberedTask[] {
  isImportsTurn = waitingImports.length > 0 && (waiting.length === 0 || !isImportsTurn)
  return isImportsTurn ? waitingImports : waiting
}

function writeWaitingExports(store: StoreWriter): void {
  const group: { id: number; request: Extract<Task, { kind: 'export' }>['request'] }[] = []
  let bytes = 0
  for (let next = waiting[0]; next?.task.kind === 'export' && bytes < MAX_COMMIT_BYTES; next = waiting[0]) {
    waiting.shift()
    bytes += next.task.request.bytes.length
    group.push({ id: next.id, request: next.task.request })
  }
  const requests = group.map(each => each.request)
  const { outcomes, changedRunIds } = writeExports(store, requests, Date.now())
  for (const { bytes: written } of requests) freeNow(written)
  onBuffersLetGo(bytes)
  for (const [index, outcome] of outcomes.entries()) {
    const id = group[index]?.id
    if (id !== undefined) say({ kind: 'answer', id, reply: { ok: true, value: outcome } })
  }
  if (changedRunIds.length > 0) say({ kind: 'changed', runIds: changedRunIds })
}

/** What is written is needed no more, and the garbage collector would let several large requests pile up. */
function freeNow({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0)
}

function answer(store: StoreWriter, task: Exclude<Task, { kind: 'export' }>): Reply<AnswerOf[Task['kind']]> {
  try {
    return { ok: true, value: perform(store, task) }
  } catch (error) {
    return { ok: false, problem: problemOf(error) }
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { code: 'store-unavailable', reason: error instanceof Error ? error.message : String(error) }
}

function perform(store: StoreWriter, task: Exclude<Task, { kind: 'export' }>): AnswerOf[Task['kind']] {
  switch (task.kind) {
    case 'import': {
      const { bytes } = task.request
      const { length } = bytes
      const { outcome, changedRunIds } = writeImport(store, task.request, Date.now())
      freeNow(bytes)
      onBuffersLetGo(length)
      if (changedRunIds.length > 0) say({ kind: 'changed', runIds: changedRunIds })
      return outcome
    }
    case 'list-watched-files':
      return store.watchedFiles.list()
    case 'remember-watched-files':
      store.watchedFiles.remember(task.files)
      return null
    case 'forget-watched-files':
      store.watchedFiles.forget(task.paths)
      return null
    case 'delete-run': {
      const deletion = store.deleteRun(task.runId)
      if (deletion === undefined) throw new ProblemError({ code: 'run-not-found', runId: task.runId })
      return deletion
    }
    case 'discard-runs':
      return store.discardRuns(task.runIds, task.deleteAtMs)
    case 'restore-runs':
      return store.restoreRuns(task.runIds)
    case 'delete-discarded':
      return store.deleteDiscarded(task.dueAtMs)
    case 'label':
      return label(store, task)
    case 'change-settings':
      return store.changeSettings(task.change)
    case 'rescue-spans':
      return rescueSpans(store, task, Date.now())
    case 'note-refusals':
      store.noteRefusals(task.refusals)
      return null
    case 'collect-some':
      return store.collectSome(task.plan, task.step)
    case 'note-collection':
      store.noteCollection(task.collection)
      return null
    case 'dismiss-notice':
      return { dismissed: store.notices.dismiss(task.noticeId) }
    case 'forget-prices':
      forgetPrices(store)
      return null
    case 'reprice': {
      const { slice, changedRunIds } = repriceSlice(store, task)
      if (changedRunIds.length > 0) say({ kind: 'changed', runIds: changedRunIds })
      return slice
    }
    case 'close':
      store.close()
      port.close()
      return null
  }
}

function label(store: StoreWriter, { runId, spanId, change }: Extract<Task, { kind: 'label' }>): Labels {
  const outcome = store.label(runId, spanId, change, Date.now())
  if (outcome === 'run-not-found') throw new ProblemError({ code: outcome, runId })
  if (outcome === 'span-not-found') throw new ProblemError({ code: outcome, runId, spanId: spanId ?? '' })
  return outcome
}
