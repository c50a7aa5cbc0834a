import type { CallBlock } from '#contract/call.ts'
import { isJsonObject, parseJson } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import type { Gap } from './gap.ts'
import type { PromptMessage, PromptPart } from './prompt-request.ts'

/** A block's text, with what the person who replays wrote in its place. */
export type TextOf = (block: CallBlock) => string

const REASONING: Gap = {
  about: 'content',
  text: 'Recorded reasoning is not sent: providers take back only their own.',
}

const ROLES: ReadonlyMap<string, PromptMessage['role']> = new Map([
  ['system', 'system'],
  ['assistant', 'assistant'],
  ['tool', 'tool'],
])

/** The recorded messages in the order they were sent. */
export function rebuildMessages(
  blocks: readonly CallBlock[],
  textOf: TextOf,
): { readonly messages: PromptMessage[]; readonly gaps: Gap[] } {
  const gaps: Gap[] = []
  const groups = Map.groupBy(blocks, ({ message }) => message)
  const messages = [...groups.values()].flatMap((group): PromptMessage[] => {
    const role = ROLES.get(group[0]?.role ?? '') ?? 'user'
    const parts = group.flatMap((placed, index) => {
      const part = toPart(placed, textOf(placed), index)
      if ('about' in part) gaps.push(part)
      else if (part.kind === 'reasoning') gaps.push(REASONING)
      return 'about' in part ? [] : [part]
    })
    return splitResults(role, parts)
  })
  return { messages, gaps }
}

/** Some send results of tools within a message of the user. */
function splitResults(role: PromptMessage['role'], parts: readonly PromptPart[]): PromptMessage[] {
  const results = parts.filter(part => part.kind === 'tool-result')
  const others = parts.filter(part => part.kind !== 'tool-result')
  const messages: PromptMessage[] = [
    { role: 'tool', parts: results },
    { role: role === 'tool' ? 'user' : role, parts: others },
  ]
  return messages.filter(message => message.parts.length > 0)
}

/** Ids tie calls to results, so a call without one gets one that depends on its place alone. */
function toPart(placed: CallBlock, text: string, index: number): PromptPart | Gap {
  const { block, toolCallId, name, isError } = placed
  switch (block.kind) {
    case 'text':
    case 'reasoning':
      return { kind: block.kind, text }
    case 'tool-call': {
      const call = parseJson(text)
      const told = isJsonObject(call) ? call : {}
      return {
        kind: 'tool-call',
        id: toolCallId ?? `call_${placed.message}_${index}`,
        name: textField(told, 'name') ?? name ?? '',
        arguments: told.arguments ?? {},
      }
    }
    case 'tool-result':
      return {
        kind: 'tool-result',
        id: toolCallId ?? '',
        name: name ?? '',
        result: text,
        isError,
        isNamed: name !== null,
      }
    case 'image':
    case 'audio':
    case 'file':
      return toMedia(block.kind, text)
    case 'tool-definition':
    case 'unknown':
      return { about: 'content', text: 'A part of a kind that is not understood is left out.' }
  }
}

function toMedia(kind: 'image' | 'audio' | 'file', source: string): PromptPart | Gap {
  const inline = /^data:([^;,]+)[^,]*;base64,/.exec(source)
  if (inline !== null) return { kind: 'media', mediaType: inline[1] ?? 'application/octet-stream', source }
  if (/^https?:\/\//.test(source) && kind === 'image') return { kind: 'media', mediaType: 'image/*', source }
  return {
    about: 'images',
    text: `An ${kind} that the recording only names (${source.slice(0, 60)}) is left out.`.replace(
      'An file',
      'A file',
    ),
  }
}
