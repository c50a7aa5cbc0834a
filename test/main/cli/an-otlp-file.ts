import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const runId = '5b8efff798038103d269b633813fc60c'
const text = (value: string) => ({ stringValue: value })
const said = (role: string, content: string) =>
  text(JSON.stringify([{ role, parts: [{ type: 'text', content }] }]))

const agent = {
  traceId: runId,
  spanId: 'eee19b7ec3c1b174',
  name: 'invoke_agent planner',
  startTimeUnixNano: '1790000000000000000',
  endTimeUnixNano: '1790000002000000000',
  attributes: [{ key: 'gen_ai.operation.name', value: text('invoke_agent') }],
}
const call = {
  traceId: runId,
  spanId: 'eee19b7ec3c1b175',
  parentSpanId: agent.spanId,
  name: 'chat gpt-5-mini',
  startTimeUnixNano: '1790000000500000000',
  endTimeUnixNano: '1790000001500000000',
  attributes: [
    { key: 'gen_ai.operation.name', value: text('chat') },
    { key: 'gen_ai.provider.name', value: text('openai') },
    { key: 'gen_ai.request.model', value: text('gpt-5-mini') },
    { key: 'gen_ai.usage.input_tokens', value: { intValue: '12' } },
    { key: 'gen_ai.usage.output_tokens', value: { intValue: '5' } },
    { key: 'gen_ai.input.messages', value: said('user', 'Is the fjord frozen?') },
    { key: 'gen_ai.output.messages', value: said('assistant', 'Not in September.') },
  ],
}

/** A trace file with an agent that asked a model once. */
export function writeOtlpFile(dir: string): string {
  const path = join(dir, 'fjord.json')
  const resource = { attributes: [{ key: 'service.name', value: text('fjords') }] }
  const resourceSpans = [{ resource, scopeSpans: [{ scope: { name: 'test' }, spans: [agent, call] }] }]
  writeFileSync(path, JSON.stringify({ resourceSpans }))
  return path
}
