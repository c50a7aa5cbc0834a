import { isJsonObject, isList, parseJson } from '../base/json.ts'
import type { AttributeValue } from '../otlp/otlp-span.ts'
import type { WireEdit } from '../otlp/wire-edit.ts'
import type { LeftOut } from './left-out.ts'
import { startsLikeJson } from './rewrite-json.ts'
import { isSkeletonText, namesMeasure, namesUsage, wordsOf } from './skeleton-names.ts'

/** Names of spans may say much; this much is enough to tell them apart. */
const MAX_NAME_LENGTH = 200
const MAX_DEPTH = 32
const NUMBER = /^-?\d+(?:\.\d+)?$/

/**
 * Keeps what a run is made of (names, ids, times, models, usage, cost) and nothing that was said in it. What is not
 * known to be skeleton is left out.
 */
export function createMinimalCapture(leftOut: LeftOut): WireEdit {
  return {
    member(key, read) {
      const value = read()
      const kept = keptOf(value, wordsOf(key), 0)
      if (kept === value) return 'read-on'
      leftOut.add(sizeOf(value) - (kept === undefined ? 0 : sizeOf(kept)))
      return kept === undefined ? 'drop' : { value: kept }
    },
    field(text, name) {
      if (name === 'other') return text
      const kept = name === 'name' ? text.slice(0, MAX_NAME_LENGTH) : ''
      if (kept !== text) leftOut.add(Buffer.byteLength(text) - Buffer.byteLength(kept))
      return kept
    },
    keepsUnknown(bytes) {
      leftOut.add(bytes.length)
      return false
    },
    key: key => key,
    text: text => text,
    integer: () => undefined,
    bytes: () => undefined,
  }
}

/** What is kept of a value; the very same when all of it is, undefined when nothing is. */
function keptOf(value: AttributeValue, words: readonly string[], depth: number): AttributeValue | undefined {
  if (value === null) return value
  if (typeof value === 'string') return keptText(value, words)
  if (typeof value !== 'object') return namesMeasure(words) ? value : undefined
  if (value instanceof Uint8Array || depth > MAX_DEPTH) return undefined
  if (value instanceof Map) return keptMembers(value, words, depth)
  return Array.isArray(value) && value.every(each => typeof each === 'string' && isSkeletonText(each, words))
    ? value
    : undefined
}

function keptMembers(value: ReadonlyMap<string, AttributeValue>, words: readonly string[], depth: number) {
  const kept = new Map<string, AttributeValue>()
  let isWhole = true
  for (const [key, member] of value) {
    const part = keptOf(member, [...words, ...wordsOf(key)], depth + 1)
    if (part !== undefined) kept.set(key, part)
    if (part !== member) isWhole = false
  }
  if (isWhole) return value
  return kept.size === 0 ? undefined : kept
}

function keptText(text: string, words: readonly string[]): string | undefined {
  if (NUMBER.test(text)) return namesUsage(words) ? text : undefined
  if (startsLikeJson(text)) {
    if (namesUsage(words)) return keptNumbers(text)
    return isSkeletonList(text, words) ? text : undefined
  }
  return isSkeletonText(text, words) ? text : undefined
}

function isSkeletonList(text: string, words: readonly string[]): boolean {
  const json = parseJson(text)
  return isList(json) && json.every(each => typeof each === 'string' && isSkeletonText(each, words))
}

/** Some senders tell usage as an object of counts. */
function keptNumbers(text: string): string | undefined {
  const json = parseJson(text)
  if (!isJsonObject(json)) return undefined
  const counts = Object.entries(json).filter(([, count]) => typeof count === 'number')
  return counts.length === 0 ? undefined : JSON.stringify(Object.fromEntries(counts))
}

function sizeOf(value: AttributeValue): number {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (value instanceof Uint8Array) return value.length
  if (value instanceof Map) return [...value].reduce((sum, [key, each]) => sum + key.length + sizeOf(each), 0)
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + sizeOf(each), 0)
  return 8
}
