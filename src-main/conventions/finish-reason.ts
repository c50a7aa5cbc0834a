import { isList } from '../base/json.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import { decode } from './tolerant-json.ts'

const NORMAL: ReadonlyMap<string, string> = new Map([
  ['stop', 'stop'],
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['completed', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['max_output_tokens', 'length'],
  ['incomplete', 'length'],
  ['tool_call', 'tool_call'],
  ['tool_calls', 'tool_call'],
  ['tool-calls', 'tool_call'],
  ['tool_use', 'tool_call'],
  ['function_call', 'tool_call'],
  ['content_filter', 'content_filter'],
  ['content-filter', 'content_filter'],
  ['safety', 'content_filter'],
  ['refusal', 'content_filter'],
  ['error', 'error'],
  ['failed', 'error'],
])

/** Providers' own words in ours; a reason we do not know stays as it was sent. */
export function finishReason(raw: string): string {
  return NORMAL.get(raw.toLowerCase()) ?? raw
}

/** Arrives as a list, as JSON text of one, or as names with commas. */
export function finishReasonsOf(attributes: AttributeMap, ...keys: readonly string[]): string[] {
  for (const key of keys) {
    const value = decode(attributes.get(key))
    const names = typeof value === 'string' ? value.split(',') : isList(value) ? value : []
    const reasons = names
      .filter(name => typeof name === 'string')
      .map(name => name.trim())
      .filter(name => name !== '')
    if (reasons.length > 0) return reasons.map(finishReason)
  }
  return []
}
