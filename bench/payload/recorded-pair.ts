import type { RunSummary } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { RecordedRun } from '../../src-main/diff/compare-runs.ts'
import type { PlacedBlock, Prompt, Step } from '../../src-main/diff/step.ts'
import { prose } from './prose.ts'
import { seededRandom } from './random.ts'

export interface RecordedPair {
  readonly left: RecordedRun
  readonly right: RecordedRun
  readonly textOf: (blockKey: number) => string
  /** Turns whose tool gave the right run something else. */
  readonly changes: number
}

const CHANGED_EVERY = 50
const RESULT_CHARACTERS = 400

/** Two agents that do the same in as many steps, call and tool in turns; now and then a tool gives something else. */
export function recordedPair(steps: number): RecordedPair {
  const texts: string[] = []
  const keys = new Map<string, number>()
  const keyOf = (text: string): number => {
    const known = keys.get(text)
    if (known !== undefined) return known
    keys.set(text, texts.length)
    texts.push(text)
    return texts.length - 1
  }
  const turns = Math.floor(steps / 2)
  const record = (runId: string, isRight: boolean) => recordRun(runId, turns, isRight, keyOf)
  return {
    left: record('a'.repeat(32), false),
    right: record('b'.repeat(32), true),
    textOf: blockKey => texts[blockKey] ?? '',
    changes: Math.floor(turns / CHANGED_EVERY),
  }
}

function recordRun(
  runId: string,
  turns: number,
  isRight: boolean,
  keyOf: (text: string) => number,
): RecordedRun {
  const random = seededRandom(5)
  const block = (text: string, place: Partial<PlacedBlock>): PlacedBlock => {
    const blockKey = keyOf(text)
    const blockId = blockKey.toString(16).padStart(32, '0')
    return {
      blockKey,
      blockId,
      kind: 'text',
      section: 'input',
      role: 'user',
      name: null,
      toolCallId: null,
      ...place,
    }
  }
  const steps: Step[] = []
  let base: Prompt | null = null
  let added: readonly PlacedBlock[] = [block('You look after files.', { section: 'system', role: 'system' })]
  for (let turn = 0; turn < turns; turn += 1) {
    const tool = `tool_${random.below(12)}`
    const given = JSON.stringify({ turn, path: `src/${random.below(500)}.ts` })
    const found = prose(random, RESULT_CHARACTERS)
    const isOther = isRight && turn % CHANGED_EVERY === CHANGED_EVERY - 1
    const result = isOther ? `${found} and more` : found
    const wish = { kind: 'tool-call', role: 'assistant', name: tool, toolCallId: `${runId}-${turn}` } as const
    const answer = [block(`${tool} ${given}`, { ...wish, section: 'output' })]
    const prompt: Prompt = { base, baseLength: lengthOf(base), added }
    const call = { prompt, answer, parameters: {}, requestModel: 'gpt-5', provider: 'openai' }
    steps.push({ span: spanOf(steps.length, { kind: 'llm', model: 'gpt-5' }), call, tool: null })
    const content = { toolCallId: wish.toolCallId, argumentsKey: keyOf(given), resultKey: keyOf(result) }
    steps.push({ span: spanOf(steps.length, { kind: 'tool', toolName: tool }), call: null, tool: content })
    base = prompt
    added = [
      block(`${tool} ${given}`, wish),
      block(result, { kind: 'tool-result', role: 'tool', toolCallId: wish.toolCallId }),
    ]
  }
  return { run: runOf(runId, steps.length), steps }
}

function lengthOf(prompt: Prompt | null): number {
  return prompt === null ? 0 : prompt.baseLength + prompt.added.length
}

const FIGURE = { confidence: 'exact', value: 100 } as const

function spanOf(index: number, what: Partial<SpanSummary>): SpanSummary {
  return {
    spanId: index.toString(16).padStart(16, '0'),
    parentSpanId: null,
    kind: 'custom',
    name: 'step',
    status: 'ok',
    startNs: index * 1_000,
    durationNs: 900,
    agentName: null,
    toolName: null,
    model: null,
    inputTokens: FIGURE,
    outputTokens: FIGURE,
    cost: FIGURE,
    errorMessage: null,
    ...what,
  }
}

function runOf(runId: string, steps: number): RunSummary {
  const total = { sum: FIGURE, missing: 0 }
  return {
    runId,
    name: 'files',
    serviceName: null,
    sessionId: null,
    sessionSource: null,
    parent: null,
    starred: false,
    note: null,
    tags: [],
    recordedTags: [],
    agentName: null,
    state: 'closed',
    status: 'ok',
    startedAt: '1790000000000000000',
    lastReceivedAt: 1_790_000_010_000,
    durationNs: steps * 1_000,
    spanCount: steps,
    callCount: steps / 2,
    toolCount: steps / 2,
    errorCount: 0,
    models: ['gpt-5'],
    inputTokens: total,
    outputTokens: total,
    cacheReadTokens: total,
    cost: total,
  }
}
