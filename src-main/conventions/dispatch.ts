import type { SpanKind } from '#contract/span.ts'
import type { OtlpLink, OtlpSpan } from '../otlp/otlp-span.ts'
import { textOf } from './read-attribute.ts'

/** What a span says of the place from which its run was dispatched. */
export interface ParentClaim {
  readonly reason: 'tool-call' | 'span-link' | 'parent-run' | 'parent-session' | 'replay'
  /** The id of a tool call, of a trace, of a run in its producer's own words, or of a session. */
  readonly target: string
  readonly spanId: string | undefined
}

export interface Dispatch {
  /** What the run is called by the runs that name it as their parent. */
  readonly runName: string | undefined
  readonly parents: readonly ParentClaim[]
}

const RUN_NAME_KEYS = [
  'petalflow.run.id',
  'petalflow.run_id',
  'agenttrace.run_id',
  'prela.run_id',
  'run.id',
  'run_id',
]
const PARENT_RUN_KEYS = [
  'petalflow.parent_run_id',
  'petaltrace.run.parent_run_id',
  'agenttrace.parent_run_id',
  'run.parent_run_id',
  'prela.parent_run_id',
  'parent_run_id',
]
const PARENT_CALL_KEYS = [
  'parent_tool_use_id',
  'claude_code.parent_tool_use_id',
  'claude_code.parentToolUseID',
  'parent_tool_call_id',
]
const PARENT_SESSION_KEYS = [
  'codex.parent_thread_id',
  'parent_thread_id',
  'parent_session_id',
  'session.parent_id',
  'gen_ai.conversation.parent_id',
]
const OWN_CALL_KEYS = ['gen_ai.tool.call.id', 'tool_use_id']
/** The run that a replay made here repeats. */
const REPLAYED_KEY = 'runback.replay.parent_run'
const TRIGGER_KEYS = ['petalflow.trigger_source', 'petalflow.trigger.source', 'petaltrace.run.trigger_source']

/** Undefined when the span says nothing of it, as nearly all do. */
export function readDispatch(span: OtlpSpan, kind: SpanKind): Dispatch | undefined {
  const runName = textOf(span.attributes, ...RUN_NAME_KEYS) ?? textOf(span.origin.resource, ...RUN_NAME_KEYS)
  const claims = [
    replayClaim(span),
    callClaim(span, kind),
    linkClaim(span),
    runClaim(span),
    sessionClaim(span),
  ]
  const parents = claims.filter(claim => claim !== undefined)
  return runName === undefined && parents.length === 0 ? undefined : { runName, parents }
}

/** A run that begins with an agent and carries the id of a tool call is what that call started. */
function callClaim({ attributes, parentSpanId }: OtlpSpan, kind: SpanKind): ParentClaim | undefined {
  const isStart = parentSpanId === undefined && (kind === 'agent' || kind === 'node')
  const target =
    textOf(attributes, ...PARENT_CALL_KEYS) ?? (isStart ? textOf(attributes, ...OWN_CALL_KEYS) : undefined)
  return target === undefined ? undefined : { reason: 'tool-call', target, spanId: undefined }
}

/** A root that links to several runs gathers them; one that follows another was not dispatched by it. */
function linkClaim({ links, parentSpanId, traceId }: OtlpSpan): ParentClaim | undefined {
  if (parentSpanId !== undefined || links.length === 0) return undefined
  const others = links.filter(link => link.traceId !== traceId && !isSequel(link))
  const [first] = others
  if (first === undefined || others.some(link => link.traceId !== first.traceId)) return undefined
  return { reason: 'span-link', target: first.traceId, spanId: first.spanId }
}

function isSequel({ attributes }: OtlpLink): boolean {
  return [...attributes.values()].some(
    value => typeof value === 'string' && /^follows?[-_ ]?from$/i.test(value),
  )
}

/** PetalTrace calls the source of a replay its parent, and a replay was not dispatched by what it repeats. */
function runClaim({ attributes }: OtlpSpan): ParentClaim | undefined {
  const target = textOf(attributes, ...PARENT_RUN_KEYS)
  const isReplay = /replay/i.test(textOf(attributes, ...TRIGGER_KEYS) ?? '')
  return target === undefined || isReplay ? undefined : { reason: 'parent-run', target, spanId: undefined }
}

function replayClaim({ attributes }: OtlpSpan): ParentClaim | undefined {
  const target = textOf(attributes, REPLAYED_KEY)
  return target === undefined ? undefined : { reason: 'replay', target, spanId: undefined }
}

function sessionClaim({ attributes }: OtlpSpan): ParentClaim | undefined {
  const target = textOf(attributes, ...PARENT_SESSION_KEYS)
  return target === undefined ? undefined : { reason: 'parent-session', target, spanId: undefined }
}
