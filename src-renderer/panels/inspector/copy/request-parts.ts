import type { Call, CallBlock } from '#contract/call.ts'
import { type Json, parseJson } from '../../../format/parse-json.ts'
import { readMedia } from '../media/read-media.ts'
import { readToolBlock } from '../read-tool-call.ts'

export type JsonRecord = { readonly [key: string]: Json }

/** A request as an API takes it, and what could not be told in it. */
export interface ApiRequest {
  readonly body: JsonRecord
  /** One sentence each. */
  readonly notes: readonly string[]
}

/** The blocks of one message in order. */
export interface RequestMessage {
  readonly role: string
  readonly blocks: readonly CallBlock[]
}

export function messagesOf(call: Pick<Call, 'blocks'>, section: 'system' | 'input'): RequestMessage[] {
  const own = call.blocks.filter(block => block.section === section)
  return [...Map.groupBy(own, block => block.message).values()].map(blocks => ({
    role: blocks[0]?.role ?? 'user',
    blocks,
  }))
}

/** A tool as it was offered, whichever API's spelling its definition has. */
export function toolsOf(call: Pick<Call, 'blocks'>) {
  return call.blocks
    .filter(block => block.section === 'tools')
    .map(({ block, name }) => {
      const json = parseJson(block.text)
      const whole = isRecord(json) ? json : {}
      const tool = isRecord(whole.function) ? whole.function : whole
      const schema = tool.parameters ?? tool.input_schema ?? tool.inputSchema
      return { name: tool.name ?? name ?? '', description: tool.description, schema }
    })
}

/** The arguments of a tool call, as a value. */
export function argumentsOf(callBlock: CallBlock): { readonly name: string; readonly value: Json } {
  const { name, content, json } = readToolBlock(callBlock)
  return { name: name ?? '', value: json ?? parseJson(content) ?? (content === '' ? {} : content) }
}

export function imageOf({ block }: CallBlock): {
  readonly url: string
  readonly data?: readonly [string, string]
} {
  const media = readMedia(block.text)
  if (media.type === 'address') return { url: media.address }
  return {
    url: `data:${media.mediaType};base64,${media.base64}`,
    data: [media.mediaType, media.base64],
  }
}

/** Only what was recorded stands in the record. */
export function withoutMissing(record: Readonly<Record<string, Json | undefined>>): JsonRecord {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  )
}

/** What was recorded of the parameters, by the names the API gives them; what it has no name for is noted. */
export function parametersOf(
  { parameters }: Pick<Call, 'parameters'>,
  names: Readonly<Record<string, string>>,
): ApiRequest {
  const body: Record<string, Json> = {}
  const unknown: string[] = []
  for (const [name, value] of Object.entries(parameters)) {
    const known = names[name]
    if (known === undefined) unknown.push(name)
    else if (value !== null) body[known] = value
  }
  return {
    body,
    notes: unknown.length === 0 ? [] : [`Recorded, and not sent here: ${unknown.join(', ')}.`],
  }
}

export function isRecord(value: Json | undefined): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const REASONING_LEFT_OUT =
  'Reasoning of earlier answers is left out: providers take only their own signed form.'
export const MEDIA_LEFT_OUT = 'Sounds and files of the prompt are left out.'
