type Ids = ReadonlySet<string>

export function toggleChosen(chosen: Ids, id: string): Ids {
  const next = new Set(chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Everything between two rows, beside what is chosen already. */
export function chooseRange(
  chosen: Ids,
  ids: readonly string[],
  anchorId: string | undefined,
  id: string,
): Ids {
  const end = ids.indexOf(id)
  const anchor = anchorId === undefined ? -1 : ids.indexOf(anchorId)
  const start = anchor === -1 ? end : anchor
  return new Set([...chosen, ...ids.slice(Math.min(start, end), Math.max(start, end) + 1)])
}

/** One step further takes the next row in; one step back lets go of the row it comes from. */
export function extendChosen(chosen: Ids, fromId: string | undefined, toId: string): Ids {
  if (fromId === undefined || fromId === toId) return new Set([...chosen, toId])
  if (!chosen.has(toId) || !chosen.has(fromId)) return new Set([...chosen, fromId, toId])
  const next = new Set(chosen)
  next.delete(fromId)
  return next
}
