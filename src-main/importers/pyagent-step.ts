import type { JsonObject } from '../base/json.ts'
import { numberField, textField } from '../base/json-field.ts'
import type { OtlpEvent, OtlpSpan } from '../otlp/otlp-span.ts'
import { answerOf, questionOf } from './exchange.ts'
import { type Attributes, makeSpan, originOf, othersOf, spanIdOf } from './make-span.ts'
import type { PyAgentEvent } from './pyagent-event.ts'

export const FORMAT = 'pyagent'
const ORIGIN = originOf('pyagent', 'pyagent')

/** A span that is still being told. */
export interface Step {
  readonly id: string
  readonly parentId: string | undefined
  readonly name: string
  readonly kind: 'pattern' | 'agent' | 'call' | 'other'
  readonly line: number
  readonly agent: string | undefined
  start: bigint
  end: bigint | undefined
  error: string | undefined
  fields: JsonObject
  input: string | undefined
  output: string | undefined
  events: OtlpEvent[]
}

/** What stands between the start and the end of a pattern, or what has no pattern around it. */
export interface Run {
  readonly traceId: string
  /** The patterns within patterns that are open. */
  readonly patterns: Step[]
  readonly agents: Step[]
  readonly steps: Step[]
  count: number
  last: bigint
}

export function begin(run: Run, event: PyAgentEvent, kind: Step['kind'], name: string): Step {
  run.count += 1
  const agent = kind === 'agent' ? undefined : run.agents.findLast(step => step.agent === event.agent)
  const isEnd = kind !== 'pattern' && kind !== 'agent'
  const step: Step = {
    id: spanIdOf(FORMAT, run.traceId, String(run.count)),
    parentId: (kind === 'pattern' ? undefined : agent?.id) ?? run.patterns.at(-1)?.id,
    name,
    kind,
    line: event.line,
    agent: event.agent,
    start: isEnd && event.duration !== undefined ? event.time - event.duration : event.time,
    end: undefined,
    error: undefined,
    fields: event.fields,
    input: questionOf(event.input),
    output: answerOf(event.output),
    events: [],
  }
  run.steps.push(step)
  return step
}

export function close(step: Step | undefined, event: PyAgentEvent): void {
  if (step === undefined) return
  step.end = event.time
  step.fields = { ...step.fields, ...event.fields }
  step.output = answerOf(event.output) ?? step.output
}

export function spanOf({ traceId }: Run, step: Step): OtlpSpan {
  const { fields, kind, error } = step
  return makeSpan({
    traceId,
    spanId: step.id,
    parentSpanId: step.parentId,
    name: step.name,
    startUnixNano: step.start,
    endUnixNano: step.end,
    status: error === undefined ? 'unset' : 'error',
    statusMessage: error,
    attributes: {
      ...(kind === 'call' ? callAttributes(fields) : { 'gen_ai.operation.name': operationOf(kind) }),
      'gen_ai.input.messages': step.input,
      'gen_ai.output.messages': step.output,
      'gen_ai.agent.name': step.agent,
      'pyagent.agent.name': step.agent,
      'pyagent.pattern.type': textField(fields, 'pattern_type', 'pattern_name', 'workflow'),
    },
    others: othersOf(fields, 'pyagent', ['agent_name', 'agent', 'pattern_type', 'response', 'messages']),
    events: step.events,
    origin: ORIGIN,
  })
}

function operationOf(kind: Step['kind']): string | undefined {
  if (kind === 'pattern') return 'invoke_workflow'
  return kind === 'agent' ? 'invoke_agent' : undefined
}

function callAttributes(fields: JsonObject): Attributes {
  const cost = numberField(fields, 'cost_usd')
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.request.model': textField(fields, 'model'),
    'gen_ai.usage.input_tokens': numberField(fields, 'input_tokens'),
    'gen_ai.usage.output_tokens': numberField(fields, 'output_tokens'),
    'gen_ai.usage.cost': cost,
  }
}
