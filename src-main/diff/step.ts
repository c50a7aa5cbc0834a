import type { BlockKind, Section } from '#contract/call.ts'
import type { SpanSummary } from '#contract/span.ts'

/** A block in its place within a prompt or an answer. Equal keys hold equal text. */
export interface PlacedBlock {
  readonly blockKey: number
  readonly blockId: string
  readonly kind: BlockKind
  readonly section: Section
  readonly role: string
  readonly name: string | null
  readonly toolCallId: string | null
}

/** A prompt as what it adds to another one: histories that are resent share their beginnings. */
export interface Prompt {
  readonly base: Prompt | null
  /** How many blocks of the base it begins with. */
  readonly baseLength: number
  readonly added: readonly PlacedBlock[]
}

export interface CallContent {
  readonly prompt: Prompt
  readonly answer: readonly PlacedBlock[]
  /** What was asked for besides the prompt: temperature, limits, formats. JSON, sorted by key. */
  readonly parameters: Readonly<Record<string, string>>
  readonly requestModel: string | null
  readonly provider: string | null
}

export interface ToolContent {
  readonly toolCallId: string | null
  readonly argumentsKey: number | null
  readonly resultKey: number | null
}

/** A span as the comparison sees it: something the agent did, with what went in and what came out. */
export interface Step {
  readonly span: SpanSummary
  readonly call: CallContent | null
  readonly tool: ToolContent | null
}

/** Texts of blocks, read when they are needed. */
export type TextOf = (blockKey: number) => string
