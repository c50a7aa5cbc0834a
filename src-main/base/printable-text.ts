/** Characters that move cursors, turn text around or cannot be seen. Tab and newline pass. */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is its purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu

/** Stored text as a terminal may show it: what would act unseen is replaced by a mark. */
export function printableText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(unseen, '�')
}

/** The same on one line, cut to a length. */
export function printableLine(text: string, charactersAtMost: number): string {
  const line = printableText(text.slice(0, charactersAtMost * 2))
    .replace(/\s+/g, ' ')
    .trim()
  return line.length > charactersAtMost ? `${line.slice(0, charactersAtMost - 1)}…` : line
}
