import type { JsonObject } from '../base/json.ts'
import { numberField, textField } from '../base/json-field.ts'
import type { ImportedItem } from './importer.ts'
import { othersOf, traceIdOf } from './make-span.ts'
import { type PyAgentEvent, pyAgentEvent } from './pyagent-event.ts'
import { begin, close, FORMAT, type Run, type Step, spanOf } from './pyagent-step.ts'
import { latest } from './time.ts'

export function createPyAgentRuns() {
  let run: Run | undefined

  function* take(record: JsonObject, line: number): Generator<ImportedItem> {
    const event = pyAgentEvent(record, line)
    if (event === undefined) {
      yield { kind: 'skipped', line, reason: 'It is no event of pyagent, or has no time.' }
      return
    }
    run ??= beginRun(event, record)
    takeEvent(run, event)
    if (event.type !== 'pattern_end' || run.patterns.length > 0) return
    yield* finish()
  }

  function* finish(): Generator<ImportedItem> {
    for (const step of run?.steps ?? []) {
      if (run !== undefined) yield { kind: 'span', line: step.line, span: spanOf(run, step) }
    }
    run = undefined
  }

  return { take, finish }
}

/** Without an id, the first event names the run: its time is precise enough to be no other's. */
function beginRun(event: PyAgentEvent, record: JsonObject): Run {
  const traceId = traceIdOf(FORMAT, event.runId ?? JSON.stringify(record))
  return { traceId, patterns: [], agents: [], steps: [], count: 0, last: event.time }
}

function takeEvent(run: Run, event: PyAgentEvent): void {
  run.last = latest([run.last, event.time]) ?? event.time
  switch (event.type) {
    case 'pattern_start':
      run.patterns.push(begin(run, event, 'pattern', `pyagent.pattern.${event.pattern ?? 'unknown'}`))
      break
    case 'pattern_end':
      close(run.patterns.pop(), event)
      break
    case 'agent_start':
      run.agents.push(begin(run, event, 'agent', `pyagent.agent.${event.agent ?? 'unknown'}`))
      break
    case 'agent_end':
      close(takeLast(run.agents, event.agent), event)
      break
    case 'llm_call':
      takeCall(run, event)
      break
    case 'llm_response':
      takeResponse(run, event)
      break
    case 'cost_record':
      takeCost(run, event)
      break
    case 'error':
      takeError(run, event)
      break
    case 'routing_decision':
    case 'compression':
      begin(run, event, 'other', `pyagent.${event.type.split('_', 1)[0]}`).end = event.time
      break
    default:
      note(run, event)
  }
}

function takeLast(steps: Step[], agent: string | undefined): Step | undefined {
  const index = steps.findLastIndex(step => step.agent === agent)
  return index === -1 ? undefined : steps.splice(index, 1)[0]
}

/** The Recorder tells a call when it is over, the event bus also when it begins. */
function takeCall(run: Run, event: PyAgentEvent): void {
  const step = begin(run, event, 'call', 'pyagent.llm_call')
  if (event.output !== undefined || event.duration !== undefined) step.end = event.time
}

function takeResponse(run: Run, event: PyAgentEvent): void {
  const open = run.steps.findLast(
    step => step.kind === 'call' && step.agent === event.agent && step.end === undefined,
  )
  close(open ?? begin(run, event, 'call', 'pyagent.llm_call'), event)
}

/** The cost of a call that is told already, or else all that is told of it. */
function takeCost(run: Run, event: PyAgentEvent): void {
  const known = run.steps.findLast(step => step.kind === 'call' && step.agent === event.agent)
  if (isGuess(event)) note(run, event)
  else if (known === undefined) begin(run, event, 'call', 'pyagent.cost').end = event.time
  else if (isCounted(known)) note(run, event)
  else known.fields = { ...event.fields, ...known.fields }
}

/** The agents' own hook counts a quarter of the characters as tokens, at no cost. */
function isGuess({ pattern, fields }: PyAgentEvent): boolean {
  return pattern === 'agent' && numberField(fields, 'cost_usd') === 0
}

function isCounted({ fields }: Step): boolean {
  return numberField(fields, 'cost_usd') !== undefined
}

function takeError(run: Run, event: PyAgentEvent): void {
  const text = textField(event.fields, 'message', 'error') ?? 'unknown'
  const place = run.agents.findLast(step => step.agent === event.agent) ?? run.patterns.at(-1)
  const step = place ?? begin(run, event, 'other', 'pyagent.error')
  step.error = text
  const attributes = new Map([
    ['exception.message', text],
    ['exception.type', textField(event.fields, 'error_type') ?? 'error'],
    ['exception.stacktrace', textField(event.fields, 'traceback') ?? ''],
  ])
  step.events.push({ name: 'exception', timeUnixNano: event.time, attributes })
}

function note(run: Run, event: PyAgentEvent): void {
  const place = run.agents.findLast(step => step.agent === event.agent) ?? run.patterns.at(-1)
  const attributes = new Map(othersOf(event.fields, 'pyagent', []))
  place?.events.push({ name: `pyagent.${event.type}`, timeUnixNano: event.time, attributes })
}
