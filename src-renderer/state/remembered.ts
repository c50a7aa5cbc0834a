/** What this screen remembers under a name; undefined when nothing readable is there. */
export function recall(name: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** A browser that keeps nothing, or has no room, forgets with the window. */
export function remember(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value))
  } catch {
    // The window itself still has it.
  }
}
