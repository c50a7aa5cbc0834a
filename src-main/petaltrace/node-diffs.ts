import type { Caller } from '#contract/caller.ts'
import type { DiffRow, RunDiff } from '#contract/diff.ts'
import type { SpanSummary } from '#contract/span.ts'
import { dataDiff, textDiff } from './diff-texts.ts'
import type { NodesOfRun } from './place-in-nodes.ts'
import { milliseconds, numberOf, spanKind } from './words.ts'

export interface Both<T> {
  readonly base: T
  readonly compare: T
}

export interface Contents {
  readonly prompts: boolean
  readonly inputs: boolean
}

/** Texts of more nodes than these are left to the comparison itself. */
const MOST_WITH_TEXTS = 20
const MOST_CHANGES = 10

/** The nodes in which the runs differ, in the order in which they first do. */
export async function nodeDiffs(caller: Caller, diff: RunDiff, nodes: Both<NodesOfRun>, contents: Contents) {
  const pairs = diff.rows.map(row => pairOf(diff, row))
  const byNode = Map.groupBy(pairs, ({ base, compare }) =>
    base === undefined ? nodes.compare.nodeOf(compare?.spanId ?? '') : nodes.base.nodeOf(base.spanId),
  )
  const changed = [...byNode].filter(([, steps]) => steps.some(({ row }) => row.change !== 'same'))
  const told = changed.map(([nodeId, steps]) => nodeDiff(nodeId, steps, nodes))
  return Promise.all(
    told.map(async (node, index) => ({
      ...node,
      ...(index < MOST_WITH_TEXTS ? await textsOf(caller, diff, changed[index]?.[1] ?? [], contents) : {}),
    })),
  )
}

interface Pair {
  readonly row: DiffRow
  readonly base: SpanSummary | undefined
  readonly compare: SpanSummary | undefined
}

function pairOf({ leftSteps, rightSteps }: RunDiff, row: DiffRow): Pair {
  return {
    row,
    base: row.left === null ? undefined : leftSteps[row.left],
    compare: row.right === null ? undefined : rightSteps[row.right],
  }
}

function nodeDiff(nodeId: string, steps: readonly Pair[], nodes: Both<NodesOfRun>) {
  const both = { base: steps.flatMap(({ base }) => base ?? []), compare: steps.flatMap(s => s.compare ?? []) }
  const base = nodes.base.nodes.get(nodeId) ?? both.base[0]
  const compare = nodes.compare.nodes.get(nodeId) ?? both.compare[0]
  const tokens = { base: tokensOf(both.base), compare: tokensOf(both.compare) }
  return {
    node_id: nodeId,
    node_type: spanKind((base ?? compare)?.kind ?? 'custom'),
    status: base === undefined ? 'added' : compare === undefined ? 'removed' : 'modified',
    token_diff: {
      base_tokens: tokens.base,
      compare_tokens: tokens.compare,
      delta: tokens.base === null || tokens.compare === null ? null : tokens.compare - tokens.base,
    },
    duration_base_ms: milliseconds(base?.durationNs ?? null),
    duration_compare_ms: milliseconds(compare?.durationNs ?? null),
  }
}

function tokensOf(spans: readonly SpanSummary[]): number | null {
  const known = spans
    .flatMap(({ inputTokens, outputTokens }) => [numberOf(inputTokens), numberOf(outputTokens)])
    .filter(value => value !== null)
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0)
}

/** Of the first model call and the first tool that differ. */
async function textsOf(caller: Caller, diff: RunDiff, steps: readonly Pair[], contents: Contents) {
  const differing = steps.filter(({ row }) => row.change !== 'same')
  const call = differing.find(({ base, compare }) => (base ?? compare)?.kind === 'llm')
  const tool = differing.find(({ base, compare }) => (base ?? compare)?.kind === 'tool')
  const prompts = contents.prompts && call !== undefined ? await promptTexts(caller, diff, call) : {}
  const inputs = contents.inputs && tool !== undefined ? await toolTexts(caller, diff, tool) : {}
  return { ...prompts, ...inputs }
}

async function promptTexts(caller: Caller, diff: RunDiff, pair: Pair) {
  const changes = await changesOf(caller, diff, pair)
  const prompt = changes.filter(({ part }) => part === 'prompt').slice(0, MOST_CHANGES)
  const answer = changes.filter(({ part }) => part === 'answer').slice(0, MOST_CHANGES)
  return { prompt_diff: await textDiff(caller, prompt), output_diff: await textDiff(caller, answer) }
}

async function toolTexts(caller: Caller, diff: RunDiff, pair: Pair) {
  const changes = await changesOf(caller, diff, pair)
  const given = changes.find(({ part }) => part === 'arguments')
  const result = changes.find(({ part }) => part === 'result')
  return { input_diff: await dataDiff(caller, given), result_diff: await dataDiff(caller, result) }
}

async function changesOf(caller: Caller, { left, right }: RunDiff, { base, compare }: Pair) {
  const { changes } = await caller.call('diff.step', {
    left: left.runId,
    right: right.runId,
    leftSpan: base?.spanId ?? null,
    rightSpan: compare?.spanId ?? null,
  })
  return changes
}
