import type { Host } from '../../src-main/host/start-host.ts'
import { otlpPortsOf } from './temp-host.ts'

/** What a scripted agent does next: calls tools, or answers. */
export interface ScriptedTurn {
  /** Instead of the system prompt of all turns. */
  readonly system?: string
  readonly says?: string
  readonly calls?: readonly ScriptedToolCall[]
}
export interface ScriptedToolCall {
  readonly tool: string
  readonly arguments: Readonly<Record<string, unknown>>
  readonly result: string
}

export interface ScriptedRun {
  /** 32 hex digits. */
  readonly runId: string
  readonly name: string
  readonly question: string
  readonly model?: string
  /** Each call asks the question anew. */
  readonly isForgetful?: boolean
  readonly turns: readonly ScriptedTurn[]
}

const START_NS = 1_790_000_000_000_000_000n

/** Sends what an agent with OpenTelemetry would have sent of the script, and returns when it is on the disk. */
export async function sendScriptedRun(host: Host, run: ScriptedRun): Promise<void> {
  const { otlpHttpPort } = await otlpPortsOf(host)
  const response = await fetch(`http://127.0.0.1:${otlpHttpPort}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(scriptedExport(run)),
  })
  if (response.status !== 200) throw new Error(`The run was answered with ${response.status}`)
}

/** The run as an OTLP/JSON request: the OpenTelemetry conventions, with the history that is resent. */
export function scriptedExport(run: ScriptedRun): object {
  const root = spanId(0)
  const spans: object[] = []
  const add = (name: string, attributes: Readonly<Record<string, string | number>>) => {
    const number = spans.length + 1
    spans.push(otlpSpan(run, { name, number, parentSpanId: root, attributes }))
  }
  const history: object[] = [message('user', { type: 'text', content: run.question })]
  for (const [turn, { says, calls = [], system }] of run.turns.entries()) {
    const wishes = calls.map((call, index) => ({ ...call, id: `call_${turn}_${index}` }))
    const answer = message(
      'assistant',
      ...(says === undefined ? [] : [{ type: 'text', content: says }]),
      ...wishes.map(({ id, tool, arguments: given }) => ({
        type: 'tool_call',
        id,
        name: tool,
        arguments: given,
      })),
    )
    add(`chat ${run.model ?? 'gpt-4o'}`, callAttributes(run, history, answer, system))
    if (run.isForgetful === true) continue
    history.push(answer)
    for (const { id, tool, arguments: given, result } of wishes) {
      add(`execute_tool ${tool}`, {
        'gen_ai.operation.name': 'execute_tool',
        'gen_ai.tool.name': tool,
        'gen_ai.tool.call.id': id,
        'gen_ai.tool.call.arguments': JSON.stringify(given),
        'gen_ai.tool.call.result': result,
      })
      history.push(message('tool', { type: 'tool_call_response', id, response: result }))
    }
  }
  const agent = { 'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.name': 'files' }
  const whole = otlpSpan(run, { name: run.name, number: 0, attributes: agent, lasts: spans.length + 1 })
  return {
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', 'scripted-agent')] },
        scopeSpans: [{ scope: { name: 'scripted' }, spans: [whole, ...spans] }],
      },
    ],
  }
}

function callAttributes(
  { model = 'gpt-4o' }: ScriptedRun,
  history: readonly object[],
  answer: object,
  system = 'You look after files.',
) {
  const input = JSON.stringify(history)
  const output = JSON.stringify([answer])
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': model,
    'gen_ai.response.model': model,
    'gen_ai.system_instructions': JSON.stringify([{ type: 'text', content: system }]),
    'gen_ai.input.messages': input,
    'gen_ai.output.messages': output,
    'gen_ai.usage.input_tokens': Math.ceil(input.length / 4),
    'gen_ai.usage.output_tokens': Math.ceil(output.length / 4),
  }
}

function message(role: string, ...parts: readonly object[]): object {
  return { role, parts }
}

interface SpanPlan {
  readonly name: string
  readonly number: number
  readonly parentSpanId?: string
  readonly lasts?: number
  readonly attributes: Readonly<Record<string, string | number>>
}

function otlpSpan(run: ScriptedRun, { name, number, parentSpanId, lasts = 1, attributes }: SpanPlan): object {
  const start = START_NS + BigInt(number) * 1_000_000_000n
  return {
    traceId: run.runId,
    spanId: spanId(number),
    ...(parentSpanId === undefined ? {} : { parentSpanId }),
    name,
    kind: 1,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(lasts) * 900_000_000n),
    attributes: Object.entries(attributes).map(([key, value]) => attribute(key, value)),
    status: {},
  }
}

function attribute(key: string, value: string | number): object {
  return { key, value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) } }
}

function spanId(number: number): string {
  return (number + 1).toString(16).padStart(16, '0')
}
