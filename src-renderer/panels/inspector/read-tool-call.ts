import type { CallBlock } from '#contract/call.ts'
import { type Json, parseJson } from '../../format/parse-json.ts'

/** What a tool-call or tool-result block says, apart from its wrapping. */
export interface ToolText {
  readonly name: string | undefined
  readonly content: string
  /** The arguments of a call, which need no second parsing. */
  readonly json: Json | undefined
}

/** A tool-call block holds name and arguments together; a result holds nothing but itself. */
export function readToolBlock({ name, block }: CallBlock): ToolText {
  const whole = { name: name ?? undefined, content: block.text, json: undefined }
  if (block.kind !== 'tool-call') return whole
  const json = parseJson(block.text)
  if (json === undefined || !isRecord(json) || !('arguments' in json)) return whole
  const content = json.arguments ?? null
  return {
    name: name ?? (typeof json.name === 'string' ? json.name : undefined),
    content: typeof content === 'string' ? content : printJson(content),
    json: typeof content === 'object' && content !== null ? content : undefined,
  }
}

/** The name a tool definition goes by. */
export function toolNameOf({ name, block }: CallBlock): string {
  if (name !== null) return name
  const json = parseJson(block.text)
  if (json === undefined || !isRecord(json)) return 'tool'
  const inner = json.function
  const named = inner !== undefined && isRecord(inner) ? inner : json
  return typeof named.name === 'string' ? named.name : 'tool'
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** For one-line summaries. Empty where the value is nested too deep to print. */
function printJson(value: Json): string {
  try {
    return JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? String(each) : each))
  } catch {
    return ''
  }
}
