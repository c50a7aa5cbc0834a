import type { JsonObject } from '../base/json.ts'
import { anyField, objectField, textField } from '../base/json-field.ts'
import { message, textPart } from './messages.ts'

/** One request to the model within an assistant message, from its step-start to its step-finish. */
export interface OpencodeStep {
  readonly number: number
  readonly parts: readonly JsonObject[]
  readonly finish: JsonObject | undefined
}

export function stepsOf(parts: readonly JsonObject[]): OpencodeStep[] {
  const steps: { number: number; parts: JsonObject[]; finish: JsonObject | undefined }[] = []
  let current: (typeof steps)[number] | undefined
  for (const part of parts) {
    if (part.type === 'step-start' || current === undefined) {
      current = { number: steps.length, parts: [], finish: undefined }
      steps.push(current)
    }
    if (part.type === 'step-finish') {
      current.finish = part
      current = undefined
    } else if (part.type !== 'step-start') current.parts.push(part)
  }
  return steps.filter(step => step.parts.length > 0 || step.finish !== undefined)
}

export function userMessage(parts: readonly JsonObject[]): JsonObject {
  return message('user', parts.flatMap(contentPart))
}

export function answerOfStep(step: OpencodeStep): JsonObject {
  return message('assistant', step.parts.flatMap(contentPart))
}

/** What the tools of a step gave back. */
export function resultsOfStep(step: OpencodeStep): JsonObject[] {
  return step.parts
    .filter(part => part.type === 'tool' && isEnded(part))
    .map(part => {
      const state = objectField(part, 'state')
      const failure = state?.status === 'error' ? { is_error: true } : {}
      const response = anyField(state, 'output', 'error') ?? ''
      return message('tool', [{ type: 'tool_call_response', id: part.callID ?? null, response, ...failure }])
    })
}

export function isEnded(tool: JsonObject): boolean {
  const status = objectField(tool, 'state')?.status
  return status === 'completed' || status === 'error'
}

function contentPart(part: JsonObject): JsonObject[] {
  switch (part.type) {
    case 'text':
      return [textPart(textField(part, 'text') ?? '')]
    case 'reasoning':
      return [{ type: 'reasoning', content: textField(part, 'text') ?? '' }]
    case 'tool':
      return [toolCall(part)]
    case 'file':
      return [{ type: 'uri', modality: 'file', mime_type: part.mime ?? null, uri: part.url ?? '' }]
    default:
      return []
  }
}

function toolCall(part: JsonObject): JsonObject {
  const input = objectField(part, 'state')?.input ?? {}
  return { type: 'tool_call', id: part.callID ?? null, name: part.tool ?? '', arguments: input }
}
