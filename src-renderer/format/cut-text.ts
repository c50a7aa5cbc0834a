export interface Fold {
  readonly maxLines: number
  readonly maxCharacters: number
}

/** The beginning of a text, or undefined when all of it fits. Looks no further than the limit. */
export function foldText(text: string, { maxLines, maxCharacters }: Fold): string | undefined {
  let end = -1
  for (let line = 0; line < maxLines; line += 1) {
    const next = text.indexOf('\n', end + 1)
    if (next === -1 || next > maxCharacters) {
      end = -1
      break
    }
    end = next
  }
  if (end !== -1 && end < text.length - 1) return text.slice(0, end)
  if (text.length <= maxCharacters) return undefined
  return text.slice(0, safeEnd(text, maxCharacters))
}

/** Cuts into pieces a browser can lay out quickly, at line ends where there are any. */
export function splitIntoPieces(text: string, pieceCharacters: number): string[] {
  const pieces: string[] = []
  let from = 0
  while (text.length - from > pieceCharacters) {
    const lineEnd = text.lastIndexOf('\n', from + pieceCharacters)
    const end = lineEnd > from ? lineEnd + 1 : safeEnd(text, from + pieceCharacters)
    pieces.push(text.slice(from, end))
    from = end
  }
  pieces.push(text.slice(from))
  return pieces
}

/** Does not part the two halves of a character outside the basic plane. */
function safeEnd(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end
}
