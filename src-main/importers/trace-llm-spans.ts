import type { JsonObject } from '../base/json.ts'
import { anyField, numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { answerOf, questionOf } from './exchange.ts'
import type { ImportedItem } from './importer.ts'
import {
  type AttributeEntry,
  type Attributes,
  attributeOf,
  makeSpan,
  type NewSpan,
  originOf,
  othersOf,
  spanIdOf,
  traceIdOf,
} from './make-span.ts'
import { titleOf } from './messages.ts'
import { statusOf } from './status.ts'
import { MILLISECOND, scaled, timeAt } from './time.ts'

const FORMAT = 'tracellm'
const ORIGIN = originOf('tracellm', 'tracellm')
/** Kept elsewhere in the span, or like the key not kept at all. */
const PLACED = ['trace_id', 'prompt', 'response', 'steps', 'api_key', 'created_at', 'timestamp', 'status']
/** What stands for a model where none is known. */
const NO_MODEL: ReadonlySet<string> = new Set(['unknown', 'langchain'])

interface Trace {
  readonly id: string
  readonly record: JsonObject
  readonly start: bigint
  readonly end: bigint | undefined
  readonly place: Pick<NewSpan, 'traceId' | 'origin'>
}

/** A trace of TraceLLM is flat: a prompt, an answer, and the steps between without parents or kinds. */
export function* traceLlmSpans(record: JsonObject, line: number): Generator<ImportedItem> {
  const id = textField(record, 'trace_id', 'id')
  const start = timeAt(record, 'created_at', 'timestamp')
  if (id === undefined || start === undefined) {
    yield { kind: 'skipped', line, reason: 'It is no trace of TraceLLM.' }
    return
  }
  const latency = numberField(record, 'latency', 'latency_ms')
  const end = latency === undefined ? timeAt(record, 'updated_at') : start + scaled(latency, MILLISECOND)
  const trace: Trace = { id, record, start, end, place: { traceId: traceIdOf(FORMAT, id), origin: ORIGIN } }
  yield { kind: 'span', line, span: rootSpan(trace) }
  const steps = objectsField(record, 'steps')
  if (!steps.some(isCall)) {
    const call = wholeCall(trace)
    if (call !== undefined) yield { kind: 'span', line, span: call }
  }
  for (const [index, step] of steps.entries()) {
    yield { kind: 'span', line, span: stepSpan(trace, step, index) }
  }
}

function rootSpan({ id, record, start, end, place }: Trace): OtlpSpan {
  const hasFailed = objectsField(record, 'steps').some(step => step.success === false)
  const status = textField(record, 'status') ?? (hasFailed ? 'failed' : undefined)
  return makeSpan({
    ...place,
    spanId: rootId(id),
    name: titleOf(textField(record, 'prompt')) ?? textField(record, 'project_name', 'project_id') ?? 'trace',
    startUnixNano: start,
    endUnixNano: end,
    ...statusOf(status, textField(record, 'failure_reason')),
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': textField(record, 'project_name', 'project_id'),
      'deployment.environment.name': textField(record, 'environment'),
      'gen_ai.input.messages': questionOf(record.prompt),
      'gen_ai.output.messages': answerOf(record.response),
      'tracellm.status': status,
    },
    others: othersOf(record, 'tracellm', PLACED),
  })
}

/** Without a step for it, the one call a trace is about is the trace itself. */
function wholeCall({ id, record, start, end, place }: Trace): OtlpSpan | undefined {
  const model = textField(record, 'model_name', 'model')
  if (model === undefined || NO_MODEL.has(model)) return undefined
  const tokens = objectField(record, 'tokens')
  return makeSpan({
    ...place,
    spanId: spanIdOf(FORMAT, id, 'call'),
    parentSpanId: rootId(id),
    name: `chat ${model}`,
    otelKind: 3,
    startUnixNano: start,
    endUnixNano: end,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': model,
      'gen_ai.input.messages': questionOf(record.prompt),
      'gen_ai.output.messages': answerOf(record.response),
      'gen_ai.usage.input_tokens': numberField(tokens, 'prompt', 'input'),
      'gen_ai.usage.output_tokens': numberField(tokens, 'completion', 'output'),
    },
  })
}

function isCall(step: JsonObject): boolean {
  return textField(step, 'tool_name')?.startsWith('openai_chat') === true
}

function stepSpan({ id, start: traceStart, place }: Trace, step: JsonObject, index: number): OtlpSpan {
  const name = textField(step, 'tool_name', 'step_type') ?? 'step'
  const output = objectField(step, 'output', 'output_data')
  const times = timesOf(step, traceStart)
  const hasFailed = step.success === false
  return makeSpan({
    ...place,
    // Retries repeat the name, and a step need not have an id.
    spanId: spanIdOf(FORMAT, id, 'step', textField(step, 'step_id') ?? String(index)),
    parentSpanId: rootId(id),
    name,
    otelKind: isCall(step) ? 3 : 1,
    startUnixNano: times.start,
    endUnixNano: times.end,
    status: hasFailed ? 'error' : 'unset',
    statusMessage: hasFailed ? textField(output, 'error') : '',
    attributes: {
      ...(isCall(step) ? callAttributes(step, output) : exchangeAttributes(step, name)),
      'error.type': hasFailed ? 'error' : undefined,
    },
    others: [
      ...othersOf(step, 'tracellm.step', ['input', 'output', 'input_data', 'output_data', 'tool_name']),
      ...(isCall(step) ? callRest(step, output) : []),
    ],
  })
}

/** LangChain's steps tell when they began, all others when they ended. */
function timesOf(step: JsonObject, traceStart: bigint): { readonly start: bigint; readonly end: bigint } {
  const told = timeAt(step, 'timestamp', 'created_at')
  const duration = scaled(Math.max(0, numberField(step, 'duration') ?? 0), MILLISECOND)
  if (told === undefined) return { start: traceStart, end: traceStart + duration }
  if (isLangChain(step)) return { start: told, end: told + duration }
  return { start: told - duration, end: told }
}

function isLangChain(step: JsonObject): boolean {
  const [key, ...others] = Object.keys(objectField(step, 'input', 'input_data') ?? {})
  const output = objectField(step, 'output', 'output_data') ?? {}
  return (
    others.length === 0 &&
    ['inputs', 'input', 'query'].includes(key ?? '') &&
    ['outputs', 'output', 'documents', 'error'].some(name => Object.hasOwn(output, name))
  )
}

function callAttributes(step: JsonObject, output: JsonObject | undefined): Attributes {
  const input = objectField(step, 'input', 'input_data')
  const usage = objectField(output, 'usage')
  const finish = textField(output, 'finish_reason')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': textField(input, 'model'),
    'gen_ai.input.messages': questionOf(anyField(input, 'messages')),
    'gen_ai.output.messages': answerOf(anyField(output, 'content', 'content_preview')),
    'gen_ai.response.finish_reasons': finish === undefined ? undefined : [finish],
    'gen_ai.usage.input_tokens': numberField(usage, 'prompt_tokens'),
    'gen_ai.usage.output_tokens': numberField(usage, 'completion_tokens'),
  }
}

function callRest(step: JsonObject, output: JsonObject | undefined): AttributeEntry[] {
  const input = objectField(step, 'input', 'input_data')
  return [
    ...othersOf(input, 'tracellm.step.input', ['model', 'messages']),
    ...othersOf(output, 'tracellm.step.output', ['content', 'content_preview', 'finish_reason', 'usage']),
  ]
}

function exchangeAttributes(step: JsonObject, name: string): Attributes {
  const input = anyField(step, 'input', 'input_data')
  const output = anyField(step, 'output', 'output_data')
  if (objectField(step, 'output')?.documents !== undefined) {
    return {
      'gen_ai.operation.name': 'retrieval',
      'gen_ai.data_source.id': name,
      'gen_ai.retrieval.query.text': textField(objectField(step, 'input'), 'query') ?? attributeOf(input),
      'gen_ai.retrieval.documents': attributeOf(objectField(step, 'output')?.documents),
    }
  }
  // Among LangChain's steps only a chain has several inputs.
  if (isLangChain(step) && objectField(step, 'input')?.inputs !== undefined) {
    return {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': name,
      'tracellm.step.input': attributeOf(input),
      'tracellm.step.output': attributeOf(output),
    }
  }
  return {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': name,
    'gen_ai.tool.call.arguments': attributeOf(input),
    'gen_ai.tool.call.result': attributeOf(output),
  }
}

function rootId(traceId: string): string {
  return spanIdOf(FORMAT, traceId, 'root')
}
