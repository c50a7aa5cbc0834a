import type { Section } from '#contract/call.ts'
import { canonicalJson } from '../conventions/canonical-json.ts'
import type { CallMeaning, Message, Part } from '../conventions/meaning.ts'
import type { BlockRecord, ItemRecord } from '../store/records.ts'

/** Cuts a call into its blocks, in the order a model reads them: system, tools, input, then the answer. */
export function callItems(call: CallMeaning): ItemRecord[] {
  const system: Message = { role: 'system', name: undefined, parts: call.system }
  return [
    ...messageItems('system', [system]),
    ...call.tools.map((tool, message): ItemRecord => {
      const block: BlockRecord = { kind: 'tool-definition', text: canonicalJson(tool.definition) }
      return { ...nowhere, section: 'tools', message, role: 'system', name: tool.name, block }
    }),
    ...messageItems('input', call.input),
    ...messageItems('output', call.output),
  ]
}

const nowhere = { name: null, toolCallId: null, isError: false } as const

function messageItems(section: Section, messages: readonly Message[]): ItemRecord[] {
  return messages.flatMap(({ role, name, parts }, message) =>
    parts.map((part): ItemRecord => {
      const place = { section, message, role, name: partName(part) ?? name ?? null }
      return { ...place, toolCallId: toolCallId(part), isError: isError(part), block: toBlock(part) }
    }),
  )
}

function partName(part: Part): string | undefined {
  return part.kind === 'tool-call' || part.kind === 'tool-result' ? part.name : undefined
}

function toolCallId(part: Part): string | null {
  return part.kind === 'tool-call' || part.kind === 'tool-result' ? (part.id ?? null) : null
}

function isError(part: Part): boolean {
  return part.kind === 'tool-result' && part.isError
}

/** The id of a tool call stays out of its block: the same call made twice is the same block. */
function toBlock(part: Part): BlockRecord {
  switch (part.kind) {
    case 'text':
    case 'reasoning':
      return { kind: part.kind, text: part.text }
    case 'tool-call':
      return { kind: 'tool-call', text: canonicalJson({ name: part.name, arguments: part.arguments }) }
    case 'tool-result':
      return { kind: 'tool-result', text: plainText(part.result) }
    case 'image':
    case 'audio':
    case 'file':
      return { kind: part.kind, text: part.source }
    case 'unknown':
      return { kind: 'unknown', text: plainText(part.raw) }
  }
}

function plainText(value: Parameters<typeof canonicalJson>[0]): string {
  return typeof value === 'string' ? value : canonicalJson(value)
}
