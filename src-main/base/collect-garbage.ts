import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Bytes of buffers that were let go since the last collection, on this thread. */
const COLLECT_AFTER_BYTES = 16 * 1024 * 1024

let letGoBytes = 0
let collect: (() => void) | undefined

/**
 * Tells that buffers were let go. The garbage collector looks at the objects of a buffer, which are small, and not at
 * the memory behind them: left to itself it lets hundreds of megabytes of large requests pile up.
 */
export function onBuffersLetGo(bytes: number): void {
  letGoBytes += bytes
  if (letGoBytes < COLLECT_AFTER_BYTES) return
  letGoBytes = 0
  collect ??= exposeCollector()
  collect()
}

function exposeCollector(): () => void {
  setFlagsFromString('--expose-gc')
  const found: unknown = runInNewContext('globalThis.gc')
  // An engine without it collects when it sees fit.
  return typeof found === 'function' ? () => void found() : () => {}
}
