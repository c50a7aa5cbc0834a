import { isJsonObject, type JsonValue } from '../base/json.ts'
import { anyField } from '../base/json-field.ts'
import type { AttributeMap, OtlpSpan } from '../otlp/otlp-span.ts'
import type { CallMeaning, Message } from './meaning.ts'
import { dollarsOf, textOf } from './read-attribute.ts'
import { readRequest, readResponse } from './read-body.ts'
import { readTools } from './read-tools.ts'
import { decode } from './tolerant-json.ts'

type LoggedContent = Pick<CallMeaning, 'system' | 'tools' | 'input' | 'output' | 'reportedCostUsd'>

/** What Claude Code tells of a call in its log records alone: the cost, the answer and, where asked to, the bodies. */
export function readClaudeCodeLogs({ attributes, events }: OtlpSpan): LoggedContent {
  const of = (name: string): AttributeMap[] =>
    events
      .filter(event => event.name === name || event.name.endsWith(`.${name}`))
      .map(each => each.attributes)
  const request = bodyIn(of('api_request_body'))
  const costs = [attributes, ...of('api_request')].map(each => dollarsOf(each, 'cost_usd'))
  const answer = readResponse(bodyIn(of('api_response_body')))
  return {
    ...readRequest(request),
    tools: readTools(isJsonObject(request) ? anyField(request, 'tools') : undefined),
    output: answer.length > 0 ? answer : of('assistant_response').flatMap(readAnswer),
    reportedCostUsd: costs.find(cost => cost !== undefined),
  }
}

/** A body past 60 KB arrives cut, and a cut body is no JSON. */
function bodyIn(told: readonly AttributeMap[]): JsonValue | undefined {
  const body = told.map(each => decode(each.get('body'))).find(each => isJsonObject(each))
  return body
}

function readAnswer(attributes: AttributeMap): Message[] {
  const text = textOf(attributes, 'response')
  return text === undefined ? [] : [{ role: 'assistant', name: undefined, parts: [{ kind: 'text', text }] }]
}
