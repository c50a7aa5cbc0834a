/** How a text may be spelt within a raw value. The position in this list is what is stored: append only. */
export const TEXT_SPELLINGS: readonly ((text: string) => string)[] = [
  inJson,
  text => text,
  text => inJson(text).replace(/[\u007f-\uffff]/g, escapeUnit),
  text => inJson(text).replace(/[<>&\u2028\u2029]/g, escapeUnit),
]

/** As JavaScript writes it; Python escapes all but ASCII, Go what HTML would read. */
function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function escapeUnit(unit: string): string {
  return unit === '\u007f' ? unit : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
