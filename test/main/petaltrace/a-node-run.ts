import type { JsonObject, JsonValue } from '../../../src-main/base/json.ts'
import { anAttribute } from '../../support/otlp-log-requests.ts'

export const nodeRunId = '5b8efff798038103d269b633813fc60c'
export const rootId = 'eee19b7ec3c1b170'
export const callId = 'eee19b7ec3c1b172'
export const toolId = 'eee19b7ec3c1b173'
const nodeSpanId = 'eee19b7ec3c1b171'

type Told = Readonly<Record<string, JsonValue>>

/** A run as PetalFlow traces it: a graph, a node, its call and a tool that failed. An OTLP/JSON request. */
export function aNodeRun(startMs: number): string {
  const at = (ms: number) => `${BigInt(Math.floor(startMs / 1000) * 1000 + ms) * 1_000_000n}`
  const span = (
    spanId: string,
    name: string,
    [from, to]: readonly [number, number],
    told: Told,
  ): JsonObject => ({
    traceId: nodeRunId,
    spanId,
    name,
    startTimeUnixNano: at(from),
    endTimeUnixNano: at(to),
    attributes: Object.entries(told).map(([key, value]) => anAttribute(key, value)),
  })
  const messages = [{ Role: 'user', Content: 'Hi' }]
  const spans = [
    span(rootId, 'run:triage', [0, 2500], { 'petalflow.run_id': 'r1', 'petalflow.graph': 'triage' }),
    {
      ...span(nodeSpanId, 'node:draft', [100, 2300], {
        'petalflow.node_id': 'draft',
        'petalflow.node_kind': 'llm',
      }),
      parentSpanId: rootId,
    },
    {
      ...span(callId, 'llm:claude-sonnet-4-20250514', [200, 2200], {
        'gen_ai.system': 'anthropic',
        'gen_ai.request.model': 'claude-sonnet-4-20250514',
        'gen_ai.request.temperature': 0.2,
        'gen_ai.usage.input_tokens': 120,
        'gen_ai.usage.output_tokens': 40,
        'gen_ai.response.finish_reason': 'end_turn',
        'petalflow.llm.system_prompt': 'Be short.',
        'petalflow.llm.messages': JSON.stringify(messages),
        'petalflow.llm.completion': 'Hello',
      }),
      parentSpanId: nodeSpanId,
    },
    {
      ...span(toolId, 'tool:search', [2350, 2400], { 'tool.name': 'search', 'tool.inputs': '{"q":"shoes"}' }),
      parentSpanId: rootId,
      status: { code: 2, message: 'no shop' },
    },
  ]
  const resource = { attributes: [anAttribute('service.name', 'petalflow')] }
  return JSON.stringify({
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'petalflow.traceflow' }, spans }] }],
  })
}
