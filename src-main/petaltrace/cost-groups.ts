import type { Caller } from '#contract/caller.ts'
import type { Run, RunSummary } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { GroupBy } from './params.ts'
import { dollars, nodeId, numberOf, sumOf } from './words.ts'

const NANO_DOLLARS = 1e9

/** Sums of what is known; null where nothing is. */
export interface CostSum {
  readonly name: string
  /** Null where calls are counted. */
  readonly runs: number | null
  readonly tokens: number | null
  readonly costUsd: number | null
}

export function sumOfRuns(runs: readonly RunSummary[]) {
  const input = sumOf(...runs.map(run => run.inputTokens))
  const output = sumOf(...runs.map(run => run.outputTokens))
  const cost = sumOf(...runs.map(run => run.cost))
  return {
    input,
    output,
    tokens: addKnown(input, output),
    costUsd: cost === null ? null : cost / NANO_DOLLARS,
    callsWithoutPrice: runs.reduce((sum, run) => sum + run.cost.missing, 0),
  }
}

/** What calls of a time cost, each answer once however many spans tell it. They are not counted by run. */
export async function groupAllCalls(
  caller: Caller,
  by: 'provider' | 'model',
  time: { readonly from: string; readonly to: string },
): Promise<readonly CostSum[]> {
  const { groups } = await caller.call('costs.summary', { groupBy: by, ...time, limit: 1000 })
  return groups.map(group => ({
    name: group.key ?? 'unknown',
    runs: null,
    tokens: sumOf(group.inputTokens, group.outputTokens),
    costUsd: dollars(group.cost.sum),
  }))
}

/** Groups by what the run is; by model and provider the spans have to be read, which costs a question for each run. */
export async function groupRuns(
  caller: Caller,
  runs: readonly RunSummary[],
  by: GroupBy,
): Promise<readonly CostSum[]> {
  if (by === 'workflow') {
    return [...Map.groupBy(runs, run => run.name)].map(([name, group]) => {
      const { tokens, costUsd } = sumOfRuns(group)
      return { name, runs: group.length, tokens, costUsd }
    })
  }
  const read = createRunReader(caller)
  const calls: { readonly key: string; readonly runId: string; readonly span: SpanSummary }[] = []
  for (const { runId } of runs.filter(run => run.callCount > 0)) {
    for (const span of await read.callsOf(runId)) {
      calls.push({ key: await read.keyOf(by, runId, span), runId, span })
    }
  }
  return [...Map.groupBy(calls, call => call.key)].map(([name, group]) => ({
    ...sumOfSpans(
      name,
      group.map(call => call.span),
    ),
    runs: new Set(group.map(call => call.runId)).size,
  }))
}

export type CallKey = 'provider' | 'model' | 'node'

/** The calls of one run, by who answered them or where they were made. */
export async function groupCalls(
  caller: Caller,
  { run, spans }: Run,
  by: CallKey,
): Promise<readonly CostSum[]> {
  const read = createRunReader(caller)
  const groups = new Map<string, SpanSummary[]>()
  for (const span of spans.filter(each => each.kind === 'llm' || each.kind === 'embedding')) {
    const key = by === 'node' ? nodeOf(span, spans) : await read.keyOf(by, run.runId, span)
    groups.set(key, [...(groups.get(key) ?? []), span])
  }
  return [...groups].map(([name, group]) => sumOfSpans(name, group))
}

function createRunReader(caller: Caller) {
  const providers = new Map<string, string>()
  return {
    async callsOf(runId: string): Promise<readonly SpanSummary[]> {
      const { spans } = await caller.call('runs.get', { runId, limit: 10_000 })
      return spans.filter(span => span.kind === 'llm' || span.kind === 'embedding')
    },
    /** A model is served by one provider, so one of its calls is asked. */
    async keyOf(by: 'provider' | 'model', runId: string, span: SpanSummary): Promise<string> {
      const model = span.model ?? 'unknown'
      const known = providers.get(model)
      const provider = known ?? (await providerOf(caller, runId, span.spanId))
      providers.set(model, provider)
      return by === 'provider' ? provider : `${provider}/${model}`
    },
  }
}

async function providerOf(caller: Caller, runId: string, spanId: string): Promise<string> {
  const call = await caller.call('calls.get', { runId, spanId, blockLimit: 64 })
  return call.provider ?? 'unknown'
}

/** The nearest node above a call. */
function nodeOf(span: SpanSummary, spans: readonly SpanSummary[]): string {
  const parent = spans.find(each => each.spanId === span.parentSpanId)
  return nodeId((parent ?? span).name)
}

function sumOfSpans(name: string, spans: readonly SpanSummary[]): CostSum {
  const add = (pick: (span: SpanSummary) => number | null) =>
    spans.map(pick).reduce<number | null>(addKnown, null)
  return {
    name,
    runs: 1,
    tokens: addKnown(
      add(span => numberOf(span.inputTokens)),
      add(span => numberOf(span.outputTokens)),
    ),
    costUsd: add(span => dollars(span.cost)),
  }
}

function addKnown(one: number | null, other: number | null): number | null {
  return one === null ? other : one + (other ?? 0)
}
