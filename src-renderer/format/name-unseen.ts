import { toSegments } from './visible-text.ts'

/** The text with the names of unseen characters in their places, for where names cannot be set apart. */
export function nameUnseen(text: string): string {
  return toSegments(text)
    .map(segment =>
      segment.type === 'mark' ? `⟨${segment.label}⟩`.repeat(Math.min(segment.count, 8)) : segment.text,
    )
    .join('')
}
