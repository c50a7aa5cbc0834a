/** Writers write in bursts. */
const SETTLE_MS = 150
/** After reading a file for one second, it has rest for so many. */
const REST_FACTOR = 5
const MAX_REST_MS = 60_000
const RETRY_MS = 5_000

export interface ReadQueue {
  add(path: string): void
  readonly isEmpty: boolean
  /** Resolves when the file that is being read is done with. */
  close(): Promise<void>
}

/** Reads changed files one after the other, each no more often than it deserves. Sleeps while there is none. */
export function createReadQueue(options: {
  /** False when it should be tried again later. */
  readonly read: (path: string) => Promise<boolean>
  readonly onIdle: () => void
}): ReadQueue {
  const dueAtMs = new Map<string, number>()
  const restUntilMs = new Map<string, number>()
  let timer: NodeJS.Timeout | undefined
  let reading: Promise<void> | undefined
  let isClosed = false

  function add(path: string, delayMs = SETTLE_MS): void {
    if (isClosed) return
    const nowMs = performance.now()
    const dueMs = Math.max(nowMs + delayMs, restUntilMs.get(path) ?? 0)
    // A file that changes all the time is not put off for ever.
    if (!dueAtMs.has(path)) dueAtMs.set(path, dueMs)
    arm()
  }

  function arm(): void {
    if (reading !== undefined || isClosed) return
    clearTimeout(timer)
    timer = undefined
    const next = earliest(dueAtMs)
    if (next === undefined) return
    timer = setTimeout(
      () => {
        reading = readNext(next.path).finally(() => {
          reading = undefined
          if (dueAtMs.size === 0) options.onIdle()
          arm()
        })
      },
      Math.max(0, next.dueMs - performance.now()),
    )
  }

  async function readNext(path: string): Promise<void> {
    dueAtMs.delete(path)
    const startMs = performance.now()
    const isDone = await options.read(path)
    const tookMs = performance.now() - startMs
    restUntilMs.set(path, performance.now() + Math.min(MAX_REST_MS, tookMs * REST_FACTOR))
    if (!isDone) add(path, RETRY_MS)
  }

  return {
    add,
    get isEmpty() {
      return dueAtMs.size === 0 && reading === undefined
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      dueAtMs.clear()
      await reading
    },
  }
}

function earliest(dueAtMs: ReadonlyMap<string, number>) {
  let next: { readonly path: string; readonly dueMs: number } | undefined
  for (const [path, dueMs] of dueAtMs) {
    if (next === undefined || dueMs < next.dueMs) next = { path, dueMs }
  }
  return next
}
