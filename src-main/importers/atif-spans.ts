import type { JsonObject } from '../base/json.ts'
import { anyField, numberField, objectField, objectsField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { atifAnswer, atifParts, atifResults, resultsOf } from './atif-step.ts'
import type { ImportedItem } from './importer.ts'
import { attributeOf, makeSpan, type NewSpan, originOf, othersOf, spanIdOf, traceIdOf } from './make-span.ts'
import { message, titleOf } from './messages.ts'
import { latest, timeAt } from './time.ts'

const FORMAT = 'atif'
/** A session that was too long for its context goes on in another trajectory. */
const CONTINUATION = /-cont-\d+$/
const MAX_DEPTH = 8

interface Times {
  readonly start: bigint
  readonly end: bigint
}

interface Trajectory {
  readonly id: string
  readonly record: JsonObject
  readonly agent: JsonObject | undefined
  readonly agentName: string
  readonly sessionId: string
  readonly place: Pick<NewSpan, 'traceId' | 'origin'>
  readonly parentSpanId: string | undefined
}

/** One run for each session: a call for each step of the agent, and the tools it used. */
export function* atifSpans(record: JsonObject, line: number): Generator<ImportedItem> {
  const sessionId = textField(record, 'session_id', 'trajectory_id')
  if (sessionId === undefined || objectsField(record, 'steps').length === 0) {
    yield { kind: 'skipped', line, reason: 'It is no trajectory with a session and steps.' }
    return
  }
  const traceId = traceIdOf(FORMAT, sessionId.replace(CONTINUATION, ''))
  for (const span of trajectorySpans(record, traceId, undefined, 0)) yield { kind: 'span', line, span }
}

function* trajectorySpans(
  record: JsonObject,
  traceId: string,
  parentSpanId: string | undefined,
  depth: number,
): Generator<OtlpSpan> {
  const agent = objectField(record, 'agent')
  const agentName = textField(agent, 'name') ?? 'agent'
  const sessionId = textField(record, 'session_id', 'trajectory_id') ?? 'unknown'
  const id = textField(record, 'trajectory_id') ?? sessionId
  const place = { traceId, origin: originOf(agentName, FORMAT) }
  const trajectory: Trajectory = { id, record, agent, agentName, sessionId, place, parentSpanId }
  yield rootSpan(trajectory)
  yield* stepSpans(trajectory)
  if (depth === MAX_DEPTH) return
  for (const inner of objectsField(record, 'subagent_trajectories')) {
    yield* trajectorySpans(inner, traceId, dispatchOf(trajectory, inner), depth + 1)
  }
}

function* stepSpans(trajectory: Trajectory): Generator<OtlpSpan> {
  const history: string[] = []
  let now = firstTime(trajectory) ?? 0n
  for (const step of objectsField(trajectory.record, 'steps')) {
    const end = timeAt(step, 'timestamp') ?? now
    if (step.source === 'agent') {
      yield* agentStepSpans(trajectory, step, { start: now, end }, history)
      history.push(...[atifAnswer(step), ...atifResults(step)].map(each => JSON.stringify(each)))
    } else {
      const role = step.source === 'system' ? 'system' : 'user'
      history.push(JSON.stringify(message(role, atifParts(step.message))))
    }
    now = end
  }
}

/** A step that was copied from the trajectory before this one is there already. */
function* agentStepSpans(
  trajectory: Trajectory,
  step: JsonObject,
  times: Times,
  history: readonly string[],
): Generator<OtlpSpan> {
  if (step.is_copied_context === true) return
  if (step.llm_call_count !== 0) yield callSpan(trajectory, step, times, history)
  for (const call of objectsField(step, 'tool_calls')) yield toolSpan(trajectory, step, call, times.end)
}

function firstTime({ record }: Trajectory): bigint | undefined {
  return objectsField(record, 'steps')
    .map(step => timeAt(step, 'timestamp'))
    .find(time => time !== undefined)
}

function rootSpan(trajectory: Trajectory): OtlpSpan {
  const { record, agentName, sessionId, place, parentSpanId } = trajectory
  const steps = objectsField(record, 'steps')
  const prompt = steps.find(step => step.source === 'user')
  const parts = atifParts(prompt?.message)
  const title = titleOf(textField(parts[0], 'content'))
  const isInner = parentSpanId !== undefined
  return makeSpan({
    ...place,
    spanId: rootSpanId(trajectory.id),
    parentSpanId,
    name: isInner ? `invoke_agent ${agentName}` : (title ?? `${agentName} trajectory`),
    startUnixNano: firstTime(trajectory) ?? 0n,
    endUnixNano: latest(steps.map(step => timeAt(step, 'timestamp'))),
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': agentName,
      'gen_ai.agent.version': textField(trajectory.agent, 'version'),
      'gen_ai.conversation.id': sessionId.replace(CONTINUATION, ''),
      'gen_ai.input.messages': prompt && JSON.stringify([message('user', parts)]),
    },
    others: othersOf(record, FORMAT, ['steps', 'session_id', 'agent', 'subagent_trajectories']),
  })
}

function callSpan(
  trajectory: Trajectory,
  step: JsonObject,
  times: Times,
  history: readonly string[],
): OtlpSpan {
  const { agent, agentName, place } = trajectory
  const model = textField(step, 'model_name') ?? textField(agent, 'model_name')
  const metrics = objectField(step, 'metrics')
  return makeSpan({
    ...place,
    spanId: spanIdOf(FORMAT, trajectory.id, 'step', stepIdOf(step)),
    parentSpanId: rootSpanId(trajectory.id),
    name: model === undefined ? 'chat' : `chat ${model}`,
    otelKind: 3,
    startUnixNano: times.start,
    endUnixNano: times.end === 0n ? undefined : times.end,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': model,
      'gen_ai.agent.name': agentName,
      'gen_ai.conversation.id': trajectory.sessionId.replace(CONTINUATION, ''),
      'gen_ai.input.messages': `[${history.join(',')}]`,
      'gen_ai.output.messages': JSON.stringify([atifAnswer(step)]),
      'gen_ai.tool.definitions': attributeOf(anyField(agent, 'tool_definitions')),
      'gen_ai.usage.input_tokens': numberField(metrics, 'prompt_tokens'),
      'gen_ai.usage.output_tokens': numberField(metrics, 'completion_tokens'),
      'gen_ai.usage.cache_read.input_tokens': numberField(metrics, 'cached_tokens'),
      'gen_ai.usage.cost': numberField(metrics, 'cost_usd'),
    },
    others: othersOf(step, FORMAT, ['message', 'reasoning_content', 'tool_calls', 'observation', 'metrics']),
  })
}

function toolSpan(trajectory: Trajectory, step: JsonObject, call: JsonObject, time: bigint): OtlpSpan {
  const name = textField(call, 'function_name') ?? 'unknown'
  const result = resultsOf(step).find(each => each.source_call_id === call.tool_call_id)
  return makeSpan({
    ...trajectory.place,
    spanId: toolSpanId(trajectory, step, call),
    parentSpanId: rootSpanId(trajectory.id),
    name: `execute_tool ${name}`,
    startUnixNano: time,
    // A trajectory does not tell how long a tool ran.
    endUnixNano: result === undefined || time === 0n ? undefined : time,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': name,
      'gen_ai.tool.call.id': textField(call, 'tool_call_id'),
      'gen_ai.tool.call.arguments': attributeOf(call.arguments),
      'gen_ai.tool.call.result': attributeOf(result?.content),
      'gen_ai.conversation.id': trajectory.sessionId.replace(CONTINUATION, ''),
      'gen_ai.agent.name': trajectory.agentName,
    },
  })
}

/** The tool call whose result refers to an inner trajectory; else the trajectory that holds it. */
function dispatchOf(trajectory: Trajectory, inner: JsonObject): string {
  const innerId = textField(inner, 'trajectory_id') ?? textField(inner, 'session_id') ?? ''
  for (const step of objectsField(trajectory.record, 'steps')) {
    const result = resultsOf(step).find(each =>
      JSON.stringify(each.subagent_trajectory_ref ?? null).includes(JSON.stringify(innerId)),
    )
    const call = objectsField(step, 'tool_calls').find(each => each.tool_call_id === result?.source_call_id)
    if (result !== undefined && call !== undefined) return toolSpanId(trajectory, step, call)
  }
  return rootSpanId(trajectory.id)
}

function toolSpanId({ id }: Trajectory, step: JsonObject, call: JsonObject): string {
  const name = textField(call, 'tool_call_id', 'function_name') ?? ''
  return spanIdOf(FORMAT, id, 'tool', stepIdOf(step), name)
}

function stepIdOf(step: JsonObject): string {
  return String(anyField(step, 'step_id') ?? '')
}

function rootSpanId(trajectoryId: string): string {
  return spanIdOf(FORMAT, trajectoryId, 'trajectory')
}
