/** A JSON document within a file, and the line it starts on. */
export interface Document {
  readonly line: number
  readonly text: string
}

/**
 * Cuts a file where a line begins without indentation: one document a line, or several lines for each when they
 * are printed with indentation. A damaged document so costs only itself.
 */
export function* splitDocuments(text: string): Generator<Document> {
  let start = 0
  let startLine = 1
  let line = 0
  for (let at = 0; at < text.length; at = endOfLine(text, at)) {
    line += 1
    if (at === start || !opensDocument(text, at)) continue
    if (text.slice(start, at).trim() !== '') yield { line: startLine, text: text.slice(start, at) }
    start = at
    startLine = line
  }
  if (text.slice(start).trim() !== '') yield { line: startLine, text: text.slice(start) }
}

/** What continues a document is indented or closes it; anything else stands for itself, damaged or not. */
function opensDocument(text: string, at: number): boolean {
  return !/[\s}\],]/.test(text.charAt(at))
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from)
  return newline === -1 ? text.length : newline + 1
}
