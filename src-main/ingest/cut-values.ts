import type { RawRecord } from '../store/records.ts'

const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
/** As SDKs and proxies mark what they cut. */
const MARK = /(?:\[|<|\(|\.\.\.|…)\s*truncated[^\n]{0,40}$/i
const TAIL_BYTES = 64

/**
 * Counts the long texts of a span that its sender cut: JSON that begins and does not end, a mark at the end, or
 * several different texts of exactly one length, as the length limit of an SDK leaves them.
 */
export function countCutValues({ wire, longValues }: Pick<RawRecord, 'wire' | 'longValues'>): number {
  let cut = 0
  const uncut: Buffer[] = []
  for (const { offset, length } of longValues) {
    const text = Buffer.from(wire.buffer, wire.byteOffset + offset, length)
    if (isCutJson(text) || MARK.test(text.toString('latin1', Math.max(0, length - TAIL_BYTES)))) cut += 1
    else uncut.push(text)
  }
  return cut + countOfOneLength(uncut)
}

function isCutJson(text: Buffer): boolean {
  const first = text[0]
  if (first !== OPEN_LIST && first !== OPEN_OBJECT) return false
  // A Markdown link or a log line begins with a bracket too; JSON goes on with what only JSON does.
  if (!/^(?:\[\s*[[{"\d]|\{\s*")/.test(text.toString('latin1', 0, 8))) return false
  const last = lastVisible(text)
  return last !== (first === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT)
}

function lastVisible(text: Buffer): number | undefined {
  let at = text.length - 1
  while (at > 0 && (text[at] ?? 0) <= 0x20) at -= 1
  return text[at]
}

function countOfOneLength(texts: readonly Buffer[]): number {
  if (texts.length < 2) return 0
  const byLength = Map.groupBy(texts, text => text.length)
  let cut = 0
  for (const [length, group] of byLength) {
    if (!isLikelyLimit(length)) continue
    const distinct = group.filter((text, index) => group.findIndex(other => other.equals(text)) === index)
    if (distinct.length > 1) cut += distinct.length
  }
  return cut
}

/** Limits are round numbers, to people or to machines. */
function isLikelyLimit(length: number): boolean {
  return length % 100 === 0 || length % 256 === 0
}
