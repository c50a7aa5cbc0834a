import type { SpanSummary } from '#contract/span.ts'
import { aCall, aCallBlock, aRunSummary, aSpanDetail, aSpanSummary, exact, hexId } from './renderer-data.ts'
import type { World } from './renderer-worlds.ts'

export const LOOP_RUN_ID = hexId(32, 0x100b)

const PAGES = 7

/** A run that reads page after page: a call asks for each, and the next one carries what it held. */
export function addLoopRun(world: World, nowMs: number): void {
  const spans: SpanSummary[] = [
    aSpanSummary({
      spanId: hexId(16, 0x2000),
      kind: 'agent',
      name: 'reader',
      agentName: 'reader',
      durationNs: 60e9,
    }),
  ]
  const question = aCallBlock('What do the pages say?', { isNew: false })
  const history = [aCallBlock('You read pages.', { section: 'system', role: 'system' }), question]
  for (let page = 0; page <= PAGES; page += 1) {
    const callSpan = addSpan(spans, { kind: 'llm', name: 'chat gpt-5', model: 'gpt-5', agentName: 'reader' })
    const toolCallId = `call_${page}`
    const asks = { role: 'assistant', name: 'fetch', toolCallId, kind: 'tool-call' } as const
    const wish = aCallBlock(`{"name":"fetch","arguments":{"page":${page}}}`, asks)
    const answer = page < PAGES ? wish : aCallBlock('Only words.', { role: 'assistant' })
    world.calls.set(
      callSpan.spanId,
      aCall({
        runId: LOOP_RUN_ID,
        spanId: callSpan.spanId,
        blocks: [...history, { ...answer, section: 'output' }],
      }),
    )
    if (page === PAGES) break
    const tool = addSpan(spans, { kind: 'tool', name: 'execute_tool fetch', toolName: 'fetch' })
    const result = `page ${page}: ${'words '.repeat(40 + page)}`
    const given = `{"page":${page},"site":"example"}`
    world.details.set(
      tool.spanId,
      aSpanDetail(tool, { tool: { toolName: 'fetch', toolCallId, arguments: given, result } }),
    )
    for (const [at, block] of history.entries()) history[at] = { ...block, isNew: false }
    history.push(wish, aCallBlock(result, { role: 'tool', name: 'fetch', toolCallId, kind: 'tool-result' }))
  }
  world.spans.set(LOOP_RUN_ID, spans)
  world.runs.unshift(
    aRunSummary({
      runId: LOOP_RUN_ID,
      name: 'read the pages',
      spanCount: spans.length,
      startedAt: `${nowMs - 90_000}000000`,
    }),
  )
}

function addSpan(spans: SpanSummary[], change: Partial<SpanSummary>): SpanSummary {
  const span = aSpanSummary({
    spanId: hexId(16, 0x2000 + spans.length),
    parentSpanId: hexId(16, 0x2000),
    startNs: spans.length * 1e9,
    durationNs: 9e8,
    inputTokens: exact(500),
    ...change,
  })
  spans.push(span)
  return span
}
