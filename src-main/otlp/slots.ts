export interface Slots {
  /** Calls `onTaken` at once, or when a slot is given back. The result gives back, or stops waiting. */
  take(onTaken: () => void): () => void
}

/** A fixed number of places, given away in the order they were asked for. */
export function createSlots(count: number): Slots {
  let free = count
  const waiting = new Set<() => void>()
  return { take }

  function take(onTaken: () => void): () => void {
    let isTaken = false
    let isDone = false
    const enter = () => {
      free -= 1
      isTaken = true
      onTaken()
    }
    waiting.add(enter)
    next()
    return () => {
      if (isDone) return
      isDone = true
      waiting.delete(enter)
      if (isTaken) free += 1
      next()
    }
  }

  function next(): void {
    const [first] = waiting
    if (free <= 0 || first === undefined) return
    waiting.delete(first)
    first()
  }
}
