export interface BoundedMap<K, V> {
  get(key: K): V | undefined
  set(key: K, value: V): void
  clear(): void
}

/** A map that forgets what was not used for longest, so that its values together never weigh more than its capacity. */
export function createBoundedMap<K, V>(
  capacity: number,
  weightOf: (value: V) => number = () => 1,
): BoundedMap<K, V> {
  const entries = new Map<K, V>()
  let weight = 0
  /** Used last: what is asked for again and again need not be moved. */
  let newest: K | undefined

  function remove(key: K): void {
    const value = entries.get(key)
    if (value === undefined) return
    entries.delete(key)
    weight -= weightOf(value)
  }

  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined || key === newest) return value
      entries.delete(key)
      entries.set(key, value)
      newest = key
      return value
    },
    set(key, value) {
      remove(key)
      entries.set(key, value)
      newest = key
      weight += weightOf(value)
      for (const oldest of entries.keys()) {
        if (weight <= capacity) return
        remove(oldest)
      }
    },
    clear() {
      entries.clear()
      weight = 0
      newest = undefined
    },
  }
}
