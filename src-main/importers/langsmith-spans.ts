import type { JsonObject } from '../base/json.ts'
import type { OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'
import type { ImportedItem } from './importer.ts'
import { type Attributes, attributeOf, makeSpan, originOf, othersOf } from './make-span.ts'
import { listAt, numberAt, objectAt, objectsAt, textAt } from './member.ts'
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
  const id = textAt(run, 'id')
  const start = timeAt(run, 'start_time')
  if (id === undefined || start === undefined) {
    yield { kind: 'skipped', line, reason: 'It is no run of LangSmith.' }
    return
  }
  const order = orderOf(run)
  const traceId = textAt(run, 'trace_id') ?? order[0] ?? outer?.traceId ?? id
  const parentId = textAt(run, 'parent_run_id') ?? order.at(-2) ?? outer?.id
  yield { kind: 'span', line, span: runSpan(run, { id, traceId, parentId, start }) }
  for (const child of objectsAt(run, 'child_runs')) yield* langSmithItems(child, line, { traceId, id })
}

/** The ids on the way from the root: `<time>Z<id>.<time>Z<id>`. */
function orderOf(run: JsonObject): string[] {
  return (textAt(run, 'dotted_order') ?? '')
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
  const error = textAt(run, 'error')
  const metadata = objectAt(objectAt(run, 'extra'), 'metadata')
  const type = textAt(run, 'run_type')?.toLowerCase() ?? 'chain'
  return makeSpan({
    traceId: traceIdOfUuid(FORMAT, ids.traceId),
    spanId: spanIdOfUuid(FORMAT, ids.id),
    parentSpanId: ids.parentId === undefined ? undefined : spanIdOfUuid(FORMAT, ids.parentId),
    name: textAt(run, 'name') ?? type,
    otelKind: type === 'llm' ? 3 : 1,
    startUnixNano: ids.start,
    endUnixNano: timeAt(run, 'end_time'),
    ...statusOf(error === undefined ? textAt(run, 'status') : 'error', error?.split('\n', 1)[0]),
    attributes: {
      'langsmith.span.kind': type,
      'langsmith.trace.name': textAt(run, 'name'),
      'langsmith.trace.session_id': textAt(run, 'session_id'),
      'gen_ai.prompt': attributeOf(run.inputs),
      'gen_ai.completion': attributeOf(run.outputs),
      // A chain repeats the sum of the calls within it.
      ...(type === 'llm' || type === 'embedding' ? callAttributes(run, ids.start) : {}),
      ...(type === 'tool' ? toolAttributes(run) : {}),
    },
    others: [
      ...othersOf(metadata, 'langsmith.metadata', []),
      ...othersOf(run, 'langsmith.run', [...PLACED, 'extra']),
      ...othersOf(objectAt(run, 'extra'), 'langsmith.extra', ['metadata']),
    ],
    events: eventsOf(run, error, ids.start),
    origin: ORIGIN,
  })
}

function callAttributes(run: JsonObject, start: bigint): Attributes {
  const invocation = objectAt(objectAt(run, 'extra'), 'invocation_params')
  const prompt = objectAt(run, 'prompt_token_details')
  const completion = objectAt(run, 'completion_token_details')
  const firstToken = timeAt(run, 'first_token_time')
  const tools = listAt(invocation, 'tools')
  const choices = objectsAt(objectAt(run, 'outputs'), 'choices')
  const reasons = choices.map(choice => textAt(choice, 'finish_reason')).filter(each => each !== undefined)
  const parameters = PARAMETERS.toReversed().map(
    ([name, key]) => [`gen_ai.request.${key}`, numberAt(invocation, name)] as const,
  )
  return {
    ...Object.fromEntries(parameters.filter(([, value]) => value !== undefined)),
    'gen_ai.request.model': textAt(invocation, 'model', 'model_name'),
    'gen_ai.tool.definitions': tools.length === 0 ? undefined : JSON.stringify(tools),
    'gen_ai.response.finish_reasons': reasons.length === 0 ? undefined : reasons,
    'gen_ai.usage.input_tokens': numberAt(run, 'prompt_tokens'),
    'gen_ai.usage.output_tokens': numberAt(run, 'completion_tokens'),
    'gen_ai.usage.cache_read.input_tokens': numberAt(prompt, 'cache_read'),
    'gen_ai.usage.cache_write.input_tokens': numberAt(prompt, 'cache_creation'),
    'gen_ai.usage.reasoning.output_tokens': numberAt(completion, 'reasoning'),
    'gen_ai.usage.cost': numberAt(run, 'total_cost'),
    'gen_ai.response.time_to_first_chunk':
      firstToken === undefined ? undefined : Number(firstToken - start) / Number(SECOND),
  }
}

/** LangChain wraps a result in the message that carries it to the model. */
function toolAttributes(run: JsonObject): Attributes {
  const output = objectAt(objectAt(run, 'outputs'), 'output')
  const message = objectAt(output, 'kwargs') ?? output
  const callId = textAt(message, 'tool_call_id')
  return {
    'gen_ai.tool.name': textAt(run, 'name'),
    'gen_ai.tool.call.id': callId,
    'gen_ai.tool.call.result': callId === undefined ? undefined : attributeOf(message?.content),
  }
}

/** Each token of a stream has an event of its own, which says nothing but its time. */
function eventsOf(run: JsonObject, error: string | undefined, start: bigint): OtlpEvent[] {
  const told = objectsAt(run, 'events').flatMap((event): OtlpEvent[] => {
    const name = textAt(event, 'name') ?? 'event'
    if (['new_token', 'start', 'end'].includes(name)) return []
    const attributes = new Map(othersOf(event, 'langsmith.event', ['name', 'time']))
    return [{ name, timeUnixNano: timeAt(event, 'time') ?? start, attributes }]
  })
  if (error === undefined) return told
  const timeUnixNano = timeAt(run, 'end_time') ?? start
  return [...told, { name: 'exception', timeUnixNano, attributes: new Map([['exception.message', error]]) }]
}
