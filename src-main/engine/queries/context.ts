import type { RunContext } from '#contract/context.ts'
import type { Figure } from '#contract/figure.ts'
import type { PlacedBlock, Step } from '../../diff/step.ts'
import { cacheBreaks } from '../../insight/cache-breaks.ts'
import { contextMap } from '../../insight/context-map.ts'
import type { PromptCall } from '../../insight/prompt-call.ts'
import { priceCall } from '../../pricing/price-call.ts'
import type { StoreReader } from '../../store/open-store.ts'
import { readPromptCalls } from '../compare/read-recording.ts'
import { findRun } from './find.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

export const contextQueries: QueryHandlersOf<'runs.context'> = {
  'runs.context': (store, { runId }) => readContext(store, runId),
}

function readContext(store: StoreReader, runId: string): RunContext {
  const { runKey, run } = findRun(store, runId)
  const { steps, calls } = readPromptCalls(store, runKey)
  const captured = calls.filter(({ prompt }) => prompt.base !== null || prompt.added.length > 0)
  const sizes = store.diff.sizesOf(runKey)
  const sizeOf = (blockKey: number) => sizes.get(blockKey) ?? 0
  const map = contextMap(captured, sizeOf, createSources(steps))
  const startedMs = Number(BigInt(run.startedAt) / 1_000_000n)
  const breaks = cacheBreaks(captured, map, {
    sizeOf,
    textOf: blockKey => store.blocks.byKey(blockKey, Number.MAX_SAFE_INTEGER)?.text ?? '',
    costOfLosing: (call, tokens) => costOfLosing(call, tokens, startedMs),
  })
  return {
    blocks: [...map.blocks],
    calls: [...map.calls],
    breaks,
    withoutContent: calls.length - captured.length,
  }
}

/** What gave a content first: the tool whose result it is, or the call whose answer. */
function createSources(steps: readonly Step[]): (block: PlacedBlock) => string | null {
  const ofToolCall = new Map<string, string>()
  const ofContent = new Map<number, string>()
  for (const { span, call, tool } of steps) {
    if (tool !== null && tool.toolCallId !== null) ofToolCall.set(tool.toolCallId, span.spanId)
    const given = [...(call?.answer ?? []).map(block => block.blockKey), tool?.resultKey ?? null]
    for (const blockKey of given)
      if (blockKey !== null && !ofContent.has(blockKey)) ofContent.set(blockKey, span.spanId)
  }
  return ({ section, role, kind, toolCallId, blockKey }) => {
    if (section !== 'input' && section !== 'output') return null
    if (kind === 'tool-result' && toolCallId !== null) return ofToolCall.get(toolCallId) ?? null
    return role === 'user' ? null : (ofContent.get(blockKey) ?? null)
  }
}

/** The price of the call as it was, less what it would have been had these tokens come from the cache. */
function costOfLosing(call: PromptCall, tokens: number, startedMs: number): Figure {
  const { usage, provider, span } = call
  const fresh = usage.buckets.textInput
  if (fresh === undefined || fresh.confidence === 'unknown') return { confidence: 'unknown' }
  const moved = Math.min(tokens, fresh.value)
  const cached = usage.buckets.textCacheRead
  const cachedValue = cached === undefined || cached.confidence === 'unknown' ? 0 : cached.value
  const cost = (buckets: typeof usage.buckets) =>
    priceCall({
      provider: provider ?? undefined,
      model: span.model ?? undefined,
      usage: { ...usage, buckets },
      kind: span.kind,
      atUnixMs: startedMs + span.startNs / 1e6,
    }).cost
  const actual = cost(usage.buckets)
  const kept = cost({
    ...usage.buckets,
    textInput: { confidence: 'estimated', value: fresh.value - moved },
    textCacheRead: { confidence: 'estimated', value: cachedValue + moved },
  })
  if (actual.confidence === 'unknown' || kept.confidence === 'unknown') return { confidence: 'unknown' }
  return { confidence: 'estimated', value: Math.max(0, actual.value - kept.value) }
}
