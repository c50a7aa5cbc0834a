/** A stretch of text, spaces that nobody sees, or characters that would act unseen and are shown by name instead. */
export type Segment =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'space'; readonly text: string; readonly isTab: boolean }
  | { readonly type: 'mark'; readonly label: string; readonly count: number }

/** Control, zero-width, bidi, tag and filler characters, and halves of surrogate pairs. Tab and newline pass. */
const UNSEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: joiners stand in it on their own
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}\ud800-\udfff]/gu

/** Letters of scripts and emoji that need joiners keep them. */
const JOINERS = new Set(['\u200c', '\u200d'])

/** Says that tabs and the spaces at the end of lines are told apart, too. */
export interface SpaceMarks {
  /** Whether the text ends where a line ends. */
  readonly endsLine: boolean
}

export function toSegments(text: string, spaces?: SpaceMarks): Segment[] {
  const segments = splitUnseen(text)
  return spaces === undefined
    ? segments
    : segments.flatMap((segment, index) =>
        segment.type === 'text'
          ? splitSpaces(segment.text, spaces.endsLine && index === segments.length - 1)
          : [segment],
      )
}

function splitSpaces(text: string, endsLine: boolean): Segment[] {
  const pieces: Segment[] = []
  let from = 0
  for (const match of text.matchAll(/\t+| +(?=\n|$)/g)) {
    const end = match.index + match[0].length
    const isTab = match[0].startsWith('\t')
    if (!isTab && end === text.length && !endsLine) continue
    pushText(pieces, text.slice(from, match.index))
    pieces.push({ type: 'space', text: match[0], isTab })
    from = end
  }
  pushText(pieces, text.slice(from))
  return pieces
}

function splitUnseen(text: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const match of text.matchAll(UNSEEN)) {
    const [character] = match
    if (character === '\r' && text[match.index + 1] === '\n') {
      pushText(segments, text.slice(from, match.index))
      from = match.index + 1
      continue
    }
    if (JOINERS.has(character) && isJoining(text, match.index)) continue
    pushText(segments, text.slice(from, match.index))
    pushMark(segments, labelOf(character))
    from = match.index + character.length
  }
  pushText(segments, text.slice(from))
  return segments
}

/** The same on one line, for names and titles. */
export function toVisible(text: string): string {
  const visible = toSegments(text.slice(0, 1000))
    .map(segment => (segment.type === 'mark' ? `⟨${segment.label}⟩` : segment.text))
    .join('')
  return visible.replace(/\s+/g, ' ')
}

function isJoining(text: string, index: number): boolean {
  return (text.charCodeAt(index - 1) || 0) > 0x2ff && (text.charCodeAt(index + 1) || 0) > 0x2ff
}

function pushText(segments: Segment[], text: string): void {
  if (text === '') return
  const last = segments.at(-1)
  if (last?.type === 'text') segments[segments.length - 1] = { type: 'text', text: last.text + text }
  else segments.push({ type: 'text', text })
}

function pushMark(segments: Segment[], label: string): void {
  const last = segments.at(-1)
  if (last?.type === 'mark' && last.label === label) {
    segments[segments.length - 1] = { ...last, count: last.count + 1 }
  } else segments.push({ type: 'mark', label, count: 1 })
}

function labelOf(character: string): string {
  if (character === '\u001b') return 'ESC'
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
