import { isJsonObject, isList, type JsonValue, parseJson } from '../base/json.ts'
import { canonicalJson } from '../conventions/canonical-json.ts'
import type { ToolExchange } from './recording.ts'

export type ToolMatch =
  | { readonly kind: 'found'; readonly exchange: ToolExchange }
  | { readonly kind: 'unmatched'; readonly text: string }

const MOST_SHOWN = 160

/** Recorded results of tools, found by name and arguments: the same call made again gets the next result, or the last. */
export function createToolResults(exchanges: readonly ToolExchange[]) {
  const byCall = Map.groupBy(exchanges, exchange => keyOf(exchange.name, parse(exchange.arguments)))
  const taken = new Map<string, number>()
  return (name: string, given: JsonValue): ToolMatch => {
    const key = keyOf(name, given)
    const recorded = byCall.get(key) ?? []
    const turn = taken.get(key) ?? 0
    const exchange = recorded[Math.min(turn, recorded.length - 1)]
    if (exchange === undefined) return { kind: 'unmatched', text: unmatchedText(exchanges, name, given) }
    taken.set(key, turn + 1)
    return { kind: 'found', exchange }
  }
}

function keyOf(name: string, given: JsonValue): string {
  return `${name} ${canonicalJson(normalised(given))}`
}

function parse(text: string): JsonValue {
  return parseJson(text) ?? text
}

/** Models differ in whether they send what is left out, and in spaces around texts. */
function normalised(value: JsonValue): JsonValue {
  if (typeof value === 'string') return value.trim()
  if (isList(value)) return value.map(normalised)
  if (!isJsonObject(value)) return value
  const said = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(said.map(([name, member]) => [name, normalised(member)]))
}

function unmatchedText(exchanges: readonly ToolExchange[], name: string, given: JsonValue): string {
  const asked = `The model called ${callText(name, canonicalJson(given))}, which the recording has no result for.`
  const nearest = nearestOf(exchanges, name, canonicalJson(normalised(given)))
  return nearest === undefined
    ? `${asked} It holds no results of tools.`
    : `${asked} The nearest it has is ${callText(nearest.name, nearest.arguments)}.`
}

function callText(name: string, given: string): string {
  const shown = given.length > MOST_SHOWN ? `${given.slice(0, MOST_SHOWN)}…` : given
  return `${name}(${shown})`
}

/** Of the same tool if there is one, and the most like in its words. */
function nearestOf(
  exchanges: readonly ToolExchange[],
  name: string,
  given: string,
): ToolExchange | undefined {
  const words = new Set(wordsOf(given))
  const likeness = (exchange: ToolExchange): number => {
    const others = wordsOf(exchange.arguments)
    const shared = others.filter(word => words.has(word)).length
    return (exchange.name === name ? 2 : 0) + shared / Math.max(1, words.size, others.length)
  }
  return exchanges.reduce<ToolExchange | undefined>(
    (best, exchange) => (best === undefined || likeness(exchange) > likeness(best) ? exchange : best),
    undefined,
  )
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}
