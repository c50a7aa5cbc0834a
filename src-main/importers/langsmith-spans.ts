import type { JsonObject } from '../base/json.ts'
import { listField, numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'
import type { ImportedItem } from './importer.ts'
import { type Attributes, attributeOf, makeSpan, originOf, othersOf } from './make-span.ts'
import { statusOf } from './status.ts'
import { SECOND, timeAt } from './time.ts'
import { spanIdOfUuid, traceIdOfUuid } from './uuid-ids.ts'

const FORMAT = 'langsmith'
const ORIGIN = originOf(undefined, 'langsmith')
const PLACED = [
  ...['id', 'trace_id', 'parent_run_id', 'name', 'run_type', 'start_time', 'end_time', 'status', 'error'],
  ...['inputs', 'outputs', 'events', 'child_runs', 'child_run_ids', 'first_token_time'],
]
/** LangChain's names for what a call was asked with → those of the GenAI conventions. */
const PARAMETERS: readonly (readonly [string, string])[] = [
  ['temperature', 'temperature'],
  ['top_p', 'top_p'],
  ['top_k', 'top_k'],
  ['max_tokens', 'max_tokens'],
  ['max_completion_tokens', 'max_tokens'],
  ['seed', 'seed'],
  ['frequency_penalty', 'frequency_penalty'],
  ['presence_penalty', 'presence_penalty'],
]

export function* langSmithItems(
  run: JsonObject,
  line: number,
  outer?: { readonly traceId: string; readonly id: string },
): Generator<ImportedItem> {
  const id = textField(run, 'id')
  const start = timeAt(run, 'start_time')
  if (id === undefined || start === undefined) {
    yield { kind: 'skipped', line, reason: 'It is no run of LangSmith.' }
    return
  }
  const order = orderOf(run)
  const traceId = textField(run, 'trace_id') ?? order[0] ?? outer?.traceId ?? id
  const parentId = textField(run, 'parent_run_id') ?? order.at(-2) ?? outer?.id
  yield { kind: 'span', line, span: runSpan(run, { id, traceId, parentId, start }) }
  for (const child of objectsField(run, 'child_runs')) yield* langSmithItems(child, line, { traceId, id })
}

/** The ids on the way from the root: `<time>Z<id>.<time>Z<id>`. */
function orderOf(run: JsonObject): string[] {
  return (textField(run, 'dotted_order') ?? '')
    .split('.')
    .map(step => step.slice(step.indexOf('Z') + 1))
    .filter(id => id !== '')
}

function runSpan(
  run: JsonObject,
  ids: {
    readonly id: string
    readonly traceId: string
    readonly parentId: string | undefined
    readonly start: bigint
  },
): OtlpSpan {
  const error = textField(run, 'error')
  const metadata = objectField(objectField(run, 'extra'), 'metadata')
  const type = textField(run, 'run_type')?.toLowerCase() ?? 'chain'
  return makeSpan({
    traceId: traceIdOfUuid(FORMAT, ids.traceId),
    spanId: spanIdOfUuid(FORMAT, ids.id),
    parentSpanId: ids.parentId === undefined ? undefined : spanIdOfUuid(FORMAT, ids.parentId),
    name: textField(run, 'name') ?? type,
    otelKind: type === 'llm' ? 3 : 1,
    startUnixNano: ids.start,
    endUnixNano: timeAt(run, 'end_time'),
    ...statusOf(error === undefined ? textField(run, 'status') : 'error', error?.split('\n', 1)[0]),
    attributes: {
      'langsmith.span.kind': type,
      'langsmith.trace.name': textField(run, 'name'),
      'langsmith.trace.session_id': textField(run, 'session_id'),
      'gen_ai.prompt': attributeOf(run.inputs),
      'gen_ai.completion': attributeOf(run.outputs),
      // A chain repeats the sum of the calls within it.
      ...(type === 'llm' || type === 'embedding' ? callAttributes(run, ids.start) : {}),
      ...(type === 'tool' ? toolAttributes(run) : {}),
    },
    others: [
      ...othersOf(metadata, 'langsmith.metadata', []),
      ...othersOf(run, 'langsmith.run', [...PLACED, 'extra']),
      ...othersOf(objectField(run, 'extra'), 'langsmith.extra', ['metadata']),
    ],
    events: eventsOf(run, error, ids.start),
    origin: ORIGIN,
  })
}

function callAttributes(run: JsonObject, start: bigint): Attributes {
  const invocation = objectField(objectField(run, 'extra'), 'invocation_params')
  const prompt = objectField(run, 'prompt_token_details')
  const completion = objectField(run, 'completion_token_details')
  const firstToken = timeAt(run, 'first_token_time')
  const tools = listField(invocation, 'tools')
  const choices = objectsField(objectField(run, 'outputs'), 'choices')
  const reasons = choices.map(choice => textField(choice, 'finish_reason')).filter(each => each !== undefined)
  const parameters = PARAMETERS.toReversed().map(
    ([name, key]) => [`gen_ai.request.${key}`, numberField(invocation, name)] as const,
  )
  return {
    ...Object.fromEntries(parameters.filter(([, value]) => value !== undefined)),
    'gen_ai.request.model': textField(invocation, 'model', 'model_name'),
    'gen_ai.tool.definitions': tools.length === 0 ? undefined : JSON.stringify(tools),
    'gen_ai.response.finish_reasons': reasons.length === 0 ? undefined : reasons,
    'gen_ai.usage.input_tokens': numberField(run, 'prompt_tokens'),
    'gen_ai.usage.output_tokens': numberField(run, 'completion_tokens'),
    'gen_ai.usage.cache_read.input_tokens': numberField(prompt, 'cache_read'),
    'gen_ai.usage.cache_write.input_tokens': numberField(prompt, 'cache_creation'),
    'gen_ai.usage.reasoning.output_tokens': numberField(completion, 'reasoning'),
    'gen_ai.usage.cost': numberField(run, 'total_cost'),
    'gen_ai.response.time_to_first_chunk':
      firstToken === undefined ? undefined : Number(firstToken - start) / Number(SECOND),
  }
}

/** LangChain wraps a result in the message that carries it to the model. */
function toolAttributes(run: JsonObject): Attributes {
  const output = objectField(objectField(run, 'outputs'), 'output')
  const message = objectField(output, 'kwargs') ?? output
  const callId = textField(message, 'tool_call_id')
  return {
    'gen_ai.tool.name': textField(run, 'name'),
    'gen_ai.tool.call.id': callId,
    'gen_ai.tool.call.result': callId === undefined ? undefined : attributeOf(message?.content),
  }
}

/** Each token of a stream has an event of its own, which says nothing but its time. */
function eventsOf(run: JsonObject, error: string | undefined, start: bigint): OtlpEvent[] {
  const told = objectsField(run, 'events').flatMap((event): OtlpEvent[] => {
    const name = textField(event, 'name') ?? 'event'
    if (['new_token', 'start', 'end'].includes(name)) return []
    const attributes = new Map(othersOf(event, 'langsmith.event', ['name', 'time']))
    return [{ name, timeUnixNano: timeAt(event, 'time') ?? start, attributes }]
  })
  if (error === undefined) return told
  const timeUnixNano = timeAt(run, 'end_time') ?? start
  return [...told, { name: 'exception', timeUnixNano, attributes: new Map([['exception.message', error]]) }]
}
