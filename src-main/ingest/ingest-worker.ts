import { parentPort, workerData } from 'node:worker_threads'
import { type Problem, ProblemError, type Reply } from '#contract/problems.ts'
import { fileOfText } from '../importers/imported-file.ts'
import { openOwnedStore } from '../store/open-owned-store.ts'
import type { StoreWriter } from '../store/open-store.ts'
import { createHealthTeller } from './health-teller.ts'
import { importFile } from './import-file.ts'
import type { AnswerOf, NumberedTask, Task, WorkerMessage } from './worker-messages.ts'
import { writeExports } from './write-exports.ts'

/** Exports beyond this wait for the next commit, so that the first are not held up. */
const MAX_COMMIT_BYTES = 16 * 1024 * 1024
/** Under a load that never pauses, search and the log file still keep up. */
const MAX_TURNS_WITHOUT_TIDYING = 32

const port = forcePort()
const store = open(String(workerData.storePath))
const waiting: NumberedTask[] = []
const health = store && createHealthTeller(store, told => say({ kind: 'health', health: told }))
let isScheduled = false
let turnsWithoutTidying = 0

if (store !== undefined) {
  port.on('message', (task: NumberedTask) => {
    waiting.push(task)
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
  const first = waiting[0]
  if (first === undefined) {
    if (tidyUp(store)) schedule()
    return
  }
  turnsWithoutTidying += 1
  if (turnsWithoutTidying > MAX_TURNS_WITHOUT_TIDYING) tidyUp(store)
  if (first.task.kind === 'export') writeWaitingExports(store)
  else {
    waiting.shift()
    say({ kind: 'answer', id: first.id, reply: answer(store, first.task) })
  }
  if (first.task.kind === 'close') health?.stop()
  else {
    health?.tell()
    schedule()
  }
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
  for (const [index, outcome] of outcomes.entries()) {
    const id = group[index]?.id
    if (id !== undefined) say({ kind: 'answer', id, reply: { ok: true, value: outcome } })
  }
  if (changedRunIds.length > 0) say({ kind: 'changed', runIds: changedRunIds })
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
    case 'import':
      return importFile(store, fileOfText(task.name, task.text), Date.now(), runIds =>
        say({ kind: 'changed', runIds }),
      )
    case 'delete-run': {
      const deletion = store.deleteRun(task.runId)
      if (deletion === undefined) throw new ProblemError({ code: 'run-not-found', runId: task.runId })
      return deletion
    }
    case 'change-settings':
      return store.changeSettings(task.change)
    case 'dismiss-notice':
      return { dismissed: store.notices.dismiss(task.noticeId) }
    case 'close':
      store.close()
      port.close()
      return null
  }
}

/** Work that no answer waits for. True when there is more of it. */
function tidyUp(store: StoreWriter): boolean {
  const isOverdue = turnsWithoutTidying > MAX_TURNS_WITHOUT_TIDYING
  turnsWithoutTidying = 0
  try {
    const hasMore = store.indexSome()
    if (isOverdue || !hasMore) store.checkpoint()
    return hasMore
  } catch {
    // A full disk, most likely: what is waiting can wait, while senders hear of it with their answers.
    return false
  }
}
