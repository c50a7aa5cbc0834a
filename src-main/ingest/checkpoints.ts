import { Worker } from 'node:worker_threads'
import { workerFile } from '../base/worker-file.ts'
import type { StoreWriter } from '../store/open-store.ts'

const LIMITS = {
  /** Fewer are not worth a flush of the disk while senders wait. */
  worthwhilePages: 4_096,
  /** From here on the log is not let grow: it begins anew once all of it is copied. */
  maxPages: 16_384,
}
/** While one pass copies, a sender that never pauses adds what the next has to copy, which is less. */
const MAX_PASSES = 3

export type CheckpointOrder = 'copy' | 'close'

type CheckpointStore = Pick<StoreWriter, 'path' | 'logState' | 'checkpoint'>

export type Checkpoints = ReturnType<typeof createCheckpoints>

/** Copies the log into the store on a thread of its own: flushing a disk takes long, and no commit waits for it. */
export function createCheckpoints(store: CheckpointStore, { worthwhilePages, maxPages } = LIMITS) {
  let thread: Worker | undefined
  let isCopying = false
  let passes = 0

  function startThread(): Worker {
    const started = new Worker(workerFile(import.meta.url, 'checkpoint-worker'), {
      name: 'checkpoint',
      workerData: { storePath: store.path },
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
    })
    started.on('message', onCopied)
    // What it did not copy, this thread does once the log is too large.
    started.on('error', () => undefined)
    started.on('exit', () => {
      thread = undefined
      isCopying = false
    })
    started.unref()
    return started
  }

  function copy(): void {
    isCopying = true
    thread ??= startThread()
    thread.postMessage('copy' satisfies CheckpointOrder)
  }

  function onCopied(): void {
    isCopying = false
    const { pages, copiedPages } = store.logState()
    if (pages < maxPages || pages === copiedPages) return
    passes += 1
    if (passes < MAX_PASSES) copy()
    // Little is left, and no commit comes between.
    else store.checkpoint()
  }

  function copyFrom(leastPages: number): void {
    if (isCopying) return
    const { pages, copiedPages } = store.logState()
    if (pages - copiedPages < leastPages) return
    passes = 0
    copy()
  }

  return {
    /** Call after each commit. */
    keepUp: (): void => copyFrom(worthwhilePages),
    /** Call when nothing else is to be done. */
    finish: (): void => copyFrom(1),
    /** Resolves when the store may be closed. */
    async close(): Promise<void> {
      const ending = thread
      if (ending === undefined) return
      const ended = new Promise(resolve => ending.once('exit', resolve))
      ending.ref()
      ending.postMessage('close' satisfies CheckpointOrder)
      await ended
    },
  }
}
