import type { Identities } from './identities.ts'
import type { CallContent, Step } from './step.ts'

/** What a step is known by, from strict to loose. Equal numbers mean equal. */
export interface StepKeys {
  readonly prompt: number
  readonly parameters: number
  readonly model: number
  readonly answer: number
  readonly arguments: number
  readonly result: number
  readonly status: number
  /** What it is called: the tool, the agent that called a model, or the span's name. */
  readonly name: number
  /** All of the above. */
  readonly whole: number
  /** What is new in it, whatever was said before. */
  readonly turn: number
  /** What it did, whatever came of it. */
  readonly action: number
}

const NOTHING = 0

export function keysOf(step: Step, identities: Identities): StepKeys {
  const { call, tool, span } = step
  const content = (blockKey: number | null | undefined) =>
    blockKey === null || blockKey === undefined ? NOTHING : identities.content(blockKey)
  const parts = {
    prompt: call === null ? NOTHING : identities.prompt(call.prompt),
    parameters: call === null ? NOTHING : parametersOf(call, identities),
    model: identities.of(['model', call?.requestModel ?? span.model]),
    answer: call === null ? NOTHING : identities.blocks(call.answer),
    arguments: content(tool?.argumentsKey),
    result: content(tool?.resultKey),
    status: identities.of([span.status === 'error' ? 'failed' : 'not failed']),
    name: identities.of(['name', span.kind, nameOf(step)]),
  }
  const added = call === null ? NOTHING : identities.blocks(call.prompt.added)
  return {
    ...parts,
    whole: identities.of(['whole', ...Object.values(parts)]),
    turn: identities.of(['turn', parts.name, added, parts.answer, parts.arguments, parts.result]),
    action: identities.of(['action', parts.name, parts.arguments, actionOf(call, identities)]),
  }
}

export function nameOf({ span }: Step): string {
  if (span.kind === 'llm') return span.agentName ?? ''
  return span.toolName ?? span.name
}

function parametersOf({ parameters }: CallContent, identities: Identities): number {
  return identities.of(['parameters', ...Object.entries(parameters).flat()])
}

/** The tool calls of an answer, or that it only speaks. */
function actionOf(call: CallContent | null, identities: Identities): number {
  const calls = call?.answer.filter(block => block.kind === 'tool-call') ?? []
  return identities.blocks(calls)
}
