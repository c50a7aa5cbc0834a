import { CaptureMode, type Withheld } from '#contract/redaction.ts'
import type { AttributeMap, AttributeValue } from '../otlp/otlp-span.ts'
import { encodeAttributes } from '../otlp/write-value.ts'

/** The attribute by which an item tells itself what was taken out of it, here and wherever it is exported to. */
const NOTE = 'runback.withheld'

/** Before the other fields of an item: attributes past the thousandth are not decoded. */
export function withNote(wire: Uint8Array, attributeTag: number, withheld: Withheld): Uint8Array {
  return Buffer.concat([encodeAttributes(attributeTag, new Map([[NOTE, noteOf(withheld)]])), wire])
}

export function withAttributeNote(attributes: AttributeMap, withheld: Withheld): AttributeMap {
  return new Map([[NOTE, noteOf(withheld)], ...attributes])
}

function noteOf({ redactions, captureMode, leftOutValues, leftOutBytes }: Withheld): AttributeMap {
  const note = new Map<string, AttributeValue>()
  if (redactions.length > 0) note.set('redacted', new Map(redactions.map(({ name, count }) => [name, count])))
  if (captureMode === null) return note
  return note.set('mode', captureMode).set('values', leftOutValues).set('bytes', leftOutBytes)
}

/** What the attributes of an item and of its events say was taken out; undefined when nothing was. */
export function readNotes(attributeMaps: Iterable<AttributeMap>): Withheld | undefined {
  let sum: Withheld | undefined
  for (const attributes of attributeMaps) {
    const note = attributes.get(NOTE)
    if (note instanceof Map) sum = added(sum, readNote(note))
  }
  return sum
}

function readNote(note: AttributeMap): Withheld {
  const redacted = note.get('redacted')
  const counts = redacted instanceof Map ? [...redacted] : []
  return {
    redactions: counts.map(([name, count]) => ({ name: String(name), count: countOf(count) })),
    captureMode: CaptureMode.safeParse(note.get('mode')).data ?? null,
    leftOutValues: countOf(note.get('values')),
    leftOutBytes: countOf(note.get('bytes')),
  }
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

function added(sum: Withheld | undefined, more: Withheld): Withheld {
  if (sum === undefined) return more
  const counts = new Map(sum.redactions.map(({ name, count }) => [name, count]))
  for (const { name, count } of more.redactions) counts.set(name, (counts.get(name) ?? 0) + count)
  return {
    redactions: Array.from(counts, ([name, count]) => ({ name, count })),
    captureMode: sum.captureMode ?? more.captureMode,
    leftOutValues: sum.leftOutValues + more.leftOutValues,
    leftOutBytes: sum.leftOutBytes + more.leftOutBytes,
  }
}
