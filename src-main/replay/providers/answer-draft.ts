import type { LanguageModelV3StreamPart, LanguageModelV3Usage, SharedV3Warning } from '@ai-sdk/provider'
import { parseJson } from '../../base/json.ts'
import type { Answer, AnswerPart, AnswerUsage } from '../answer.ts'

export interface AnswerDraft {
  take(part: LanguageModelV3StreamPart, nowMs: number): void
  characters(): number
  hasBegun(): boolean
  /** The provider said how and why the answer ended. */
  isFinished(): boolean
  answer(): Answer
}

const NO_USAGE: AnswerUsage = {
  input: undefined,
  cacheRead: undefined,
  cacheWrite: undefined,
  output: undefined,
  reasoning: undefined,
}

interface OpenText {
  readonly kind: 'text' | 'reasoning'
  text: string
}

/** Puts an answer together from what its stream brings. */
export function createAnswerDraft(askedMs: number): AnswerDraft {
  const parts: (OpenText | AnswerPart)[] = []
  const open = new Map<string, OpenText>()
  let finish: Extract<LanguageModelV3StreamPart, { type: 'finish' }> | undefined
  let about: { readonly id?: string | undefined; readonly modelId?: string | undefined } = {}
  let warnings: readonly string[] = []
  let firstMs: number | undefined
  let characters = 0

  function begin(kind: OpenText['kind'], id: string): OpenText {
    const text: OpenText = { kind, text: '' }
    open.set(`${kind} ${id}`, text)
    parts.push(text)
    return text
  }

  function add(kind: OpenText['kind'], id: string, delta: string, nowMs: number): void {
    const text = open.get(`${kind} ${id}`) ?? begin(kind, id)
    text.text += delta
    characters += delta.length
    firstMs ??= nowMs
  }

  function takeContent(part: LanguageModelV3StreamPart, nowMs: number): void {
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
        firstMs ??= nowMs
        characters += part.delta.length
        break
      case 'tool-call':
        firstMs ??= nowMs
        parts.push(toToolCall(part))
    }
  }

  return {
    take(part, nowMs) {
      switch (part.type) {
        case 'stream-start':
          warnings = part.warnings.map(warningText)
          break
        case 'response-metadata':
          about = { ...about, ...withoutNothing(part) }
          break
        case 'finish':
          finish = part
          break
        default:
          takeContent(part, nowMs)
      }
    },
    characters: () => characters,
    hasBegun: () => firstMs !== undefined,
    isFinished: () =>
      finish !== undefined &&
      !(finish.finishReason.unified === 'other' && finish.finishReason.raw === undefined),
    answer: () => ({
      parts: parts.filter(part => part.kind === 'tool-call' || part.text !== ''),
      finishReason: finish?.finishReason.unified,
      usage: finish === undefined ? NO_USAGE : toUsage(finish.usage),
      model: about.modelId,
      responseId: about.id,
      timeToFirstMs: firstMs === undefined ? undefined : firstMs - askedMs,
      warnings,
    }),
  }
}

function toToolCall(part: Extract<LanguageModelV3StreamPart, { type: 'tool-call' }>): AnswerPart {
  const { toolCallId: id, toolName: name, input } = part
  return { kind: 'tool-call', id, name, arguments: parseJson(input) ?? input }
}

function toUsage({ inputTokens, outputTokens }: LanguageModelV3Usage): AnswerUsage {
  return {
    input: inputTokens.total,
    cacheRead: inputTokens.cacheRead,
    cacheWrite: inputTokens.cacheWrite,
    output: outputTokens.total,
    reasoning: outputTokens.reasoning,
  }
}

function withoutNothing({ id, modelId }: { readonly id?: string; readonly modelId?: string }) {
  return { ...(id === undefined ? {} : { id }), ...(modelId === undefined ? {} : { modelId }) }
}

function warningText(warning: SharedV3Warning): string {
  if (warning.type === 'other') return warning.message
  return `${warning.feature} is not supported${warning.details === undefined ? '' : `: ${warning.details}`}`
}
