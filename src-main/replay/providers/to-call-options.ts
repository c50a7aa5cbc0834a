import type {
  JSONSchema7,
  LanguageModelV3CallOptions,
  LanguageModelV3FilePart,
  LanguageModelV3Message,
  LanguageModelV3Prompt,
  LanguageModelV3TextPart,
  LanguageModelV3ToolCallPart,
} from '@ai-sdk/provider'
import type { Dialect } from '../known-providers.ts'
import type { PromptMessage, PromptPart, PromptRequest } from '../prompt-request.ts'

type AssistantPart = LanguageModelV3FilePart | LanguageModelV3TextPart | LanguageModelV3ToolCallPart

/** These take a system prompt at the beginning and nowhere else. */
const SYSTEM_FIRST: ReadonlySet<Dialect> = new Set(['anthropic', 'google'])

/** The request in the words of the provider libraries. */
export function toCallOptions(request: PromptRequest, dialect: Dialect): LanguageModelV3CallOptions {
  const { temperature, topP, topK, maxTokens, seed, presencePenalty, frequencyPenalty, stopSequences } =
    request.parameters
  return {
    prompt: toPrompt(request, dialect),
    ...given({ temperature, topP, topK, seed, presencePenalty, frequencyPenalty }),
    ...given({ maxOutputTokens: maxTokens }),
    ...(stopSequences === undefined ? {} : { stopSequences: [...stopSequences] }),
    ...(request.tools.length === 0
      ? {}
      : {
          tools: request.tools.map(({ name, description, parameters }) => ({
            type: 'function' as const,
            name,
            ...(description === undefined ? {} : { description }),
            // A recorded schema is whatever somebody sent; the provider judges it.
            inputSchema: parameters as JSONSchema7,
          })),
        }),
  }
}

function given(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined),
  )
}

function toPrompt({ system, messages }: PromptRequest, dialect: Dialect): LanguageModelV3Prompt {
  return [
    ...system.map((content): LanguageModelV3Message => ({ role: 'system', content })),
    ...messages.map(message => toMessage(message, SYSTEM_FIRST.has(dialect))),
  ]
}

function toMessage({ role, parts }: PromptMessage, isSystemFirst: boolean): LanguageModelV3Message {
  switch (role) {
    case 'system': {
      const text = parts.map(part => (part.kind === 'text' ? part.text : '')).join('\n')
      return isSystemFirst
        ? { role: 'user', content: [{ type: 'text', text }] }
        : { role: 'system', content: text }
    }
    case 'user':
      return { role, content: parts.flatMap(contentPart) }
    case 'assistant':
      return {
        role,
        content: parts.flatMap((part): AssistantPart[] =>
          part.kind === 'tool-call'
            ? [{ type: 'tool-call', toolCallId: part.id, toolName: part.name, input: part.arguments }]
            : contentPart(part),
        ),
      }
    case 'tool':
      return {
        role,
        content: parts.flatMap(part =>
          part.kind === 'tool-result'
            ? [
                {
                  type: 'tool-result' as const,
                  toolCallId: part.id,
                  toolName: part.name,
                  output: {
                    type: part.isError ? ('error-text' as const) : ('text' as const),
                    value: part.result,
                  },
                },
              ]
            : [],
        ),
      }
  }
}

function contentPart(part: PromptPart): (LanguageModelV3TextPart | LanguageModelV3FilePart)[] {
  if (part.kind === 'text') return [{ type: 'text', text: part.text }]
  if (part.kind !== 'media') return []
  const { mediaType, source } = part
  const inline = /^data:[^,]*;base64,/.exec(source)
  return [
    { type: 'file', mediaType, data: inline === null ? new URL(source) : source.slice(inline[0].length) },
  ]
}
