/** What producers write where content would be when they do not capture it. */
const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '__REDACTED__',
  '<REDACTED>',
  '[REDACTED]',
  'REDACTED',
  '<redacted>',
  '[redacted]',
  '<replaced>',
  '<not serializable>',
  '<not specified>',
  '<elided>',
  'N/A',
])
const LONGEST = 32

/** Whether the text stands for content that was not captured. */
export function isPlaceholder(text: string): boolean {
  return text.length <= LONGEST && PLACEHOLDERS.has(text.trim())
}
