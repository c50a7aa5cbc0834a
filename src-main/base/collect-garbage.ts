import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of buffers that were let go since the last collection, on this thread. */
const COLLECT_AFTER_BYTES = 16 * 1024 * 1024
/** Looking at new objects alone takes a millisecond or two, and at all of them ten times that, with everyone waiting. */
const YOUNG_COLLECTIONS_PER_FULL = 16

type Collect = (options: { readonly type: 'minor' | 'major'; readonly execution: 'sync' }) => void

let letGoBytes = 0
let collections = 0
let collect: Collect | undefined

/**
 * Tells that buffers were let go. The garbage collector looks at the objects of a buffer, which are small, and not at
 * the memory behind them: left to itself it lets hundreds of megabytes of large requests pile up.
 */
export function onBuffersLetGo(bytes: number): void {
  letGoBytes += bytes
  if (letGoBytes < COLLECT_AFTER_BYTES) return
  letGoBytes = 0
  collections += 1
  collect ??= exposeCollector()
  // Buffers that had to be kept through several collections are no longer among the new ones.
  collect({ type: collections % YOUNG_COLLECTIONS_PER_FULL === 0 ? 'major' : 'minor', execution: 'sync' })
}

function exposeCollector(): Collect {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('globalThis.gc')
  // An engine without it collects when it sees fit.
  return typeof found === 'function' ? options => void found(options) : () => {}
}
