/** The sentences of a comparison are made of these. Steps count from 1 for a reader. */
export function stepNumber(index: number): string {
  return String(index + 1)
}

export function quoted(name: string): string {
  return `\`${name}\``
}

/** "a, b and c" */
export function listed(parts: readonly string[], most = 3): string {
  const shown = parts.slice(0, most)
  const more = parts.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

export function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
