import type { BlockKind } from '#contract/call.ts'
import type { RunSummary } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import type { RecordedRun } from '../../src-main/diff/compare-runs.ts'
import type { PlacedBlock, Prompt, Step } from '../../src-main/diff/step.ts'

/** Texts of all recordings, as the store has them: equal texts are one block. */
const keys = new Map<string, number>()
const texts: string[] = []

export function textOf(blockKey: number): string {
  return texts[blockKey] ?? ''
}

export function blockIdOf(blockKey: number): string {
  return String(blockKey).padStart(32, '0')
}

function keyOf(text: string): number {
  const known = keys.get(text)
  if (known !== undefined) return known
  keys.set(text, texts.length)
  texts.push(text)
  return texts.length - 1
}

/** What a scripted agent does next: calls tools, or answers. */
export type Turn = { readonly calls: readonly ToolUse[]; readonly says?: string } | { readonly says: string }
export interface ToolUse {
  readonly tool: string
  readonly arguments: Readonly<Record<string, unknown>>
  readonly result: string
  readonly error?: string
}

export interface Script {
  readonly runId: string
  readonly system?: string
  readonly question?: string
  readonly model?: string
  readonly temperature?: number
  /** Prompts and answers are not recorded. */
  readonly isBlind?: boolean
  readonly turns: readonly Turn[]
}

const figure = { confidence: 'exact', value: 100 } as const

/** Plays a script as an agent would, and records every step with the history that is resent. */
export function record(script: Script): RecordedRun {
  const steps: Step[] = []
  let history: Prompt | null = null
  let added: readonly PlacedBlock[] = [
    block('text', script.system ?? 'You look after files.', { section: 'system', role: 'system' }),
    block('text', script.question ?? 'What is in the folder?', {}),
  ]
  for (const [turn, what] of script.turns.entries()) {
    const wishes = wishesOf(script, turn, what)
    const answer = answerOf(what, wishes)
    const prompt: Prompt = { base: history, baseLength: lengthOf(history), added }
    steps.push(callStep(script, steps.length, prompt, answer))
    for (const wish of wishes) steps.push(toolStep(script, steps.length, wish))
    history = prompt
    added = [
      ...answer.map(each => ({ ...each, section: 'input' as const })),
      ...wishes.map(({ result, id }) => block('tool-result', result, { role: 'tool', toolCallId: id })),
    ]
  }
  return { run: runOf(script, steps), steps }
}

interface Wish extends ToolUse {
  readonly id: string
}

function wishesOf({ runId }: Script, turn: number, what: Turn): Wish[] {
  const calls = 'calls' in what ? what.calls : []
  return calls.map((use, index) => ({ ...use, id: `${runId.slice(0, 4)}-${turn}-${index}` }))
}

function answerOf(what: Turn, wishes: readonly Wish[]): PlacedBlock[] {
  const place = { section: 'output', role: 'assistant' } as const
  return [
    ...(what.says === undefined ? [] : [block('text', what.says, place)]),
    ...wishes.map(({ tool, arguments: given, id }) =>
      block('tool-call', JSON.stringify({ arguments: given, name: tool }), {
        ...place,
        name: tool,
        toolCallId: id,
      }),
    ),
  ]
}

function block(kind: BlockKind, text: string, place: Partial<PlacedBlock>): PlacedBlock {
  const blockKey = keyOf(text)
  const blockId = blockIdOf(blockKey)
  return { blockKey, blockId, kind, section: 'input', role: 'user', name: null, toolCallId: null, ...place }
}

function callStep(script: Script, index: number, prompt: Prompt, answer: readonly PlacedBlock[]): Step {
  const model = script.model ?? 'gpt-5'
  const isBlind = script.isBlind === true
  return {
    span: spanOf(script, index, { kind: 'llm', name: 'chat', model }),
    call: {
      prompt: isBlind ? { base: null, baseLength: 0, added: [] } : prompt,
      answer: isBlind ? [] : answer,
      parameters: script.temperature === undefined ? {} : { temperature: String(script.temperature) },
      requestModel: model,
      provider: 'openai',
    },
    tool: null,
  }
}

function toolStep(script: Script, index: number, wish: Wish): Step {
  const { tool, arguments: given, result, error, id } = wish
  return {
    span: spanOf(script, index, {
      kind: 'tool',
      name: `execute_tool ${tool}`,
      toolName: tool,
      status: error === undefined ? 'ok' : 'error',
      errorMessage: error ?? null,
    }),
    call: null,
    tool: { toolCallId: id, argumentsKey: keyOf(JSON.stringify(given)), resultKey: keyOf(result) },
  }
}

function lengthOf(prompt: Prompt | null): number {
  return prompt === null ? 0 : prompt.baseLength + prompt.added.length
}

function spanOf(script: Script, index: number, span: Partial<SpanSummary>): SpanSummary {
  return {
    spanId: `${script.runId.slice(0, 4)}${index.toString(16).padStart(12, '0')}`,
    parentSpanId: null,
    kind: 'custom',
    name: 'step',
    status: 'ok',
    startNs: index * 1000,
    durationNs: 900,
    agentName: null,
    toolName: null,
    model: null,
    inputTokens: figure,
    outputTokens: figure,
    cost: { confidence: 'derived', value: 5 },
    errorMessage: null,
    ...span,
  }
}

function runOf(script: Script, steps: readonly Step[]): RunSummary {
  const calls = steps.filter(step => step.call !== null).length
  const total = (value: number) => ({ sum: { confidence: 'exact' as const, value }, missing: 0 })
  return {
    runId: script.runId,
    name: 'files',
    serviceName: 'scripted-agent',
    sessionId: null,
    sessionSource: null,
    parent: null,
    starred: false,
    note: null,
    tags: [],
    recordedTags: [],
    agentName: 'files',
    state: 'closed',
    status: 'ok',
    startedAt: '1790000000000000000',
    lastReceivedAt: 1_790_000_010_000,
    durationNs: steps.length * 1000,
    spanCount: steps.length,
    callCount: calls,
    toolCount: steps.length - calls,
    errorCount: 0,
    models: [script.model ?? 'gpt-5'],
    inputTokens: total(100 * calls),
    outputTokens: total(100 * calls),
    cacheReadTokens: total(0),
    cost: total(5 * calls),
  }
}

export const A = 'a'.repeat(32)
export const B = 'b'.repeat(32)
