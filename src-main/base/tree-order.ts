export interface Placed<Item> {
  readonly item: Item
  readonly depth: number
}

/** Items under their parents, siblings in the order given. One without a known parent, or in a ring, is a root. */
export function treeOrder<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  parentIdOf: (item: Item) => string | null,
): Placed<Item>[] {
  const ids = new Set(items.map(idOf))
  const children = Map.groupBy(items, item => {
    const parentId = parentIdOf(item)
    return parentId !== null && ids.has(parentId) ? parentId : undefined
  })
  const placed: Placed<Item>[] = []
  const seen = new Set<string>()

  function place(roots: readonly Item[]): void {
    const waiting: Placed<Item>[] = roots.toReversed().map(item => ({ item, depth: 0 }))
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const id = idOf(next.item)
      if (seen.has(id)) continue
      seen.add(id)
      placed.push(next)
      const depth = next.depth + 1
      for (const item of (children.get(id) ?? []).toReversed()) waiting.push({ item, depth })
    }
  }

  place(children.get(undefined) ?? [])
  for (const item of items) if (!seen.has(idOf(item))) place([item])
  return placed
}
