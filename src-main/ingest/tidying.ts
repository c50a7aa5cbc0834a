import type { StoreWriter } from '../store/open-store.ts'
import type { Checkpoints } from './checkpoints.ts'

/** An export that comes meanwhile waits about this long. */
const SLICE_MS = 3
/** Of longer slices the index has more, so they are for when it is far behind, and for when nobody sends. */
const LONG_SLICE_MS = 10
const FAR_BEHIND_MS = 500
/** What the index gets of the time while exports never pause, for each millisecond of theirs. */
const SHARE = 0.25
const SHARE_FAR_BEHIND = 0.5
/** Senders that were heard in the last second are about to send again. */
const QUIET_MS = 1_000
/** Where none is ever quiet for a second, texts move into packs one step a second. */
const NEVER_QUIET_MS = 30_000

type TidiedStore = Pick<StoreWriter, 'watch' | 'indexSome' | 'packSome' | 'checkpoint' | 'keepBallast'>

/** What is to come: more at once, more after some time, or nothing until the next task. */
export type Rest =
  | { readonly kind: 'more' }
  | { readonly kind: 'later'; readonly ms: number }
  | { readonly kind: 'done' }

/** Decides when to do the work that no answer waits for: a bounded share while tasks come, all of it when they stop. */
export function createTidying(
  store: TidiedStore,
  checkpoints: Pick<Checkpoints, 'keepUp' | 'finish'>,
  nowMs: () => number = () => performance.now(),
) {
  let lastTaskMs = Number.NEGATIVE_INFINITY
  let lastPackedMs = nowMs()
  /** Since when something may wait for the index; undefined when nothing does. */
  let behindSinceMs: number | undefined = nowMs()
  let dueMs = 0

  const isFarBehind = () => behindSinceMs !== undefined && nowMs() - behindSinceMs > FAR_BEHIND_MS

  function index(budgetMs: number): void {
    if (!store.indexSome(budgetMs)) behindSinceMs = undefined
  }

  function indexShare(tookMs: number): void {
    const isFar = isFarBehind()
    const sliceMs = isFar ? LONG_SLICE_MS : SLICE_MS
    dueMs = Math.min(dueMs + tookMs * (isFar ? SHARE_FAR_BEHIND : SHARE), 2 * sliceMs)
    if (dueMs < sliceMs) return
    const startedMs = nowMs()
    index(sliceMs)
    dueMs -= nowMs() - startedMs
  }

  function pack(quietMs: number): Rest {
    if (quietMs < QUIET_MS && nowMs() - lastPackedMs < NEVER_QUIET_MS) {
      return { kind: 'later', ms: QUIET_MS - quietMs }
    }
    if (store.packSome()) {
      if (quietMs >= QUIET_MS) return { kind: 'more' }
      lastPackedMs = nowMs() - NEVER_QUIET_MS + QUIET_MS
      return { kind: 'later', ms: QUIET_MS }
    }
    lastPackedMs = nowMs()
    if (quietMs < QUIET_MS) return { kind: 'later', ms: QUIET_MS - quietMs }
    checkpoints.finish()
    store.keepBallast()
    return { kind: 'done' }
  }

  function next(): Rest {
    if (store.watch.isShort()) {
      store.checkpoint()
      return { kind: 'done' }
    }
    const quietMs = nowMs() - lastTaskMs
    if (behindSinceMs === undefined) return pack(quietMs)
    index(quietMs < QUIET_MS ? SLICE_MS : LONG_SLICE_MS)
    return { kind: 'more' }
  }

  /** A full disk, most likely: what is waiting can wait, while senders hear of it with their answers. */
  function unlessFull<T>(work: () => T): T | undefined {
    try {
      return work()
    } catch {
      giveBackLog()
      return undefined
    }
  }

  /** What is written into the store needs no room in its log any more. */
  function giveBackLog(): void {
    try {
      store.checkpoint()
    } catch {
      // The next turn tries again.
    }
  }

  return {
    /** Call after each task, once it is answered. */
    afterTask(tookMs: number): void {
      lastTaskMs = nowMs()
      behindSinceMs ??= lastTaskMs
      unlessFull(() => {
        indexShare(tookMs)
        checkpoints.keepUp()
      })
    },
    /** Call when no task is waiting. */
    rest: (): Rest => unlessFull(next) ?? { kind: 'done' },
  }
}
