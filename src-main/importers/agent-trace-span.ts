import type { JsonObject, JsonValue } from '../base/json.ts'
import { anyField, numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'
import { answerOf, questionOf } from './exchange.ts'
import type { ImportedItem } from './importer.ts'
import { type Attributes, attributeOf, makeSpan, originOf, othersOf } from './make-span.ts'
import { statusOf } from './status.ts'
import { timeAt } from './time.ts'
import { spanIdOfUuid, traceIdOfUuid } from './uuid-ids.ts'

const FORMAT = 'agenttrace'
const ORIGIN = originOf('agenttrace', 'agenttrace')

/** A run or a span as AgentTrace writes it to files and posts it to `/api/runs` and `/api/traces`. */
export function agentTraceItem(type: JsonValue | undefined, data: JsonObject, line: number): ImportedItem {
  const id = textField(data, 'span_id', 'id')
  const runId = type === 'run' ? id : textField(data, 'run_id')
  const start = timeAt(data, 'start_time')
  if (id === undefined || runId === undefined || start === undefined) {
    return { kind: 'skipped', line, reason: 'It is no run and no span of AgentTrace.' }
  }
  const span = type === 'run' ? runSpan(data, id, start) : stepSpan(data, { id, runId, start })
  return { kind: 'span', line, span }
}

function runSpan(run: JsonObject, id: string, start: bigint): OtlpSpan {
  const name = textField(run, 'name') ?? 'run'
  return makeSpan({
    traceId: traceIdOfUuid(FORMAT, id),
    spanId: spanIdOfUuid(FORMAT, id),
    name,
    startUnixNano: start,
    endUnixNano: timeAt(run, 'end_time'),
    ...statusOf(textField(run, 'status'), undefined),
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': name,
      'session.id': textField(run, 'correlation_id'),
    },
    others: othersOf(run, 'agenttrace.run', ['id', 'name', 'start_time', 'end_time', 'correlation_id']),
    events: eventsOf(run),
    origin: ORIGIN,
  })
}

function stepSpan(
  data: JsonObject,
  { id, runId, start }: { readonly id: string; readonly runId: string; readonly start: bigint },
): OtlpSpan {
  const kind = textField(data, 'span_type')?.toLowerCase() ?? 'custom'
  const error = textField(data, 'error')
  const status = statusOf(textField(data, 'status'), error)
  return makeSpan({
    traceId: traceIdOfUuid(FORMAT, runId),
    spanId: spanIdOfUuid(FORMAT, id),
    parentSpanId: spanIdOfUuid(FORMAT, textField(data, 'parent_span_id') ?? runId),
    name: textField(data, 'name') ?? kind,
    otelKind: kind === 'llm_call' ? 3 : 1,
    startUnixNano: start,
    endUnixNano: timeAt(data, 'end_time'),
    ...status,
    attributes: {
      'agenttrace.span_type': kind,
      'error.type': status.status === 'error' ? 'error' : undefined,
      ...meaningOf(kind, data),
    },
    others: othersOf(data, 'agenttrace', [
      ...['id', 'span_id', 'run_id', 'name', 'span_type', 'start_time', 'end_time', 'error'],
      ...(kind === 'tool_call' || kind === 'retrieval' ? ['input_data', 'output_data'] : []),
    ]),
    events: eventsOf(data),
    origin: ORIGIN,
  })
}

function meaningOf(kind: string, data: JsonObject): Attributes {
  const metadata = objectField(data, 'metadata')
  const input = anyField(data, 'input_data')
  const output = anyField(data, 'output_data')
  switch (kind) {
    case 'llm_call':
      return callOf(data, metadata)
    case 'tool_call':
      return {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': textField(metadata, 'tool_name', 'function') ?? textField(data, 'name'),
        'gen_ai.tool.call.arguments': attributeOf(input),
        'gen_ai.tool.call.result': attributeOf(output),
      }
    case 'retrieval':
      return {
        'gen_ai.operation.name': 'retrieval',
        'gen_ai.retrieval.query.text': attributeOf(objectField(data, 'input_data')?.query ?? input),
        'gen_ai.retrieval.documents': attributeOf(output),
      }
    default:
      return {}
  }
}

/** Model and provider stand in the metadata, or beside it in newer versions. */
function callOf(data: JsonObject, metadata: JsonObject | undefined): Attributes {
  const usage = objectField(data, 'token_usage')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': textField(metadata, 'provider') ?? textField(data, 'provider'),
    'gen_ai.request.model': textField(metadata, 'model') ?? textField(data, 'model'),
    'gen_ai.input.messages': questionOf(data.input_data),
    'gen_ai.output.messages': answerOf(data.output_data),
    'gen_ai.usage.input_tokens': numberField(usage, 'prompt_tokens', 'input_tokens'),
    'gen_ai.usage.output_tokens': numberField(usage, 'completion_tokens', 'output_tokens'),
    'gen_ai.usage.cost': numberField(data, 'cost_usd'),
  }
}

function eventsOf(data: JsonObject): OtlpEvent[] {
  return objectsField(objectField(data, 'metadata'), 'events').flatMap(event => {
    const timeUnixNano = timeAt(event, 'timestamp')
    if (timeUnixNano === undefined) return []
    const attributes = new Map(othersOf(objectField(event, 'payload'), 'agenttrace.event', []))
    return [{ name: textField(event, 'event_type') ?? 'event', timeUnixNano, attributes }]
  })
}
