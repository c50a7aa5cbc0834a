import type { LanguageModelV3StreamPart } from '@ai-sdk/provider'
import { parseJson } from '../../base/json.ts'
import type { AnswerPart } from '../answer.ts'

interface OpenText {
  readonly kind: 'text' | 'reasoning'
  text: string
}

/** The content of an answer as its stream brings it. */
export function createAnswerParts(askedMs: number) {
  const parts: (OpenText | AnswerPart)[] = []
  const open = new Map<string, OpenText>()
  let firstMs: number | undefined
  let characters = 0

  function begin(kind: OpenText['kind'], id: string): OpenText {
    const text: OpenText = { kind, text: '' }
    open.set(`${kind} ${id}`, text)
    parts.push(text)
    return text
  }

  function count(added: number, nowMs: number): void {
    firstMs ??= nowMs
    characters += added
  }

  function add(kind: OpenText['kind'], id: string, delta: string, nowMs: number): void {
    const text = open.get(`${kind} ${id}`) ?? begin(kind, id)
    text.text += delta
    count(delta.length, nowMs)
  }

  return {
    take(part: LanguageModelV3StreamPart, nowMs: number): void {
      switch (part.type) {
        case 'text-start':
          begin('text', part.id)
          break
        case 'reasoning-start':
          begin('reasoning', part.id)
          break
        case 'text-delta':
          add('text', part.id, part.delta, nowMs)
          break
        case 'reasoning-delta':
          add('reasoning', part.id, part.delta, nowMs)
          break
        case 'tool-input-delta':
          count(part.delta.length, nowMs)
          break
        case 'tool-call':
          count(0, nowMs)
          parts.push(toToolCall(part))
      }
    },
    characters: () => characters,
    hasBegun: () => firstMs !== undefined,
    timeToFirstMs: () => (firstMs === undefined ? undefined : firstMs - askedMs),
    list: (): AnswerPart[] => parts.filter(part => part.kind === 'tool-call' || part.text !== ''),
  }
}

function toToolCall(part: Extract<LanguageModelV3StreamPart, { type: 'tool-call' }>): AnswerPart {
  const { toolCallId: id, toolName: name, input } = part
  return { kind: 'tool-call', id, name, arguments: parseJson(input) ?? input }
}
