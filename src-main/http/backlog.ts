/** What waits for a reader. One that falls too far behind finds a single replacement instead of it all. */
export interface Backlog {
  put(text: string): void
  /** Everything that waits, as soon as there is something; undefined once closed. */
  take(): Promise<string | undefined>
  close(): void
}

export function createBacklog(limitBytes: number, replacement: string): Backlog {
  let waiting: string[] = []
  let sizeBytes = 0
  let isClosed = false
  let wake = (): void => {}

  function keep(texts: string[], size: number): void {
    waiting = texts
    sizeBytes = size
    wake()
  }

  return {
    put(text) {
      const size = sizeBytes + Buffer.byteLength(text)
      if (size > limitBytes) return keep([replacement], Buffer.byteLength(replacement))
      waiting.push(text)
      keep(waiting, size)
    },
    async take() {
      while (waiting.length === 0 && !isClosed)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      if (isClosed) return undefined
      const text = waiting.join('')
      keep([], 0)
      return text
    },
    close() {
      isClosed = true
      wake()
    },
  }
}
