import type { CacheBreak, ContextBlock } from '#contract/context.ts'
import type { SpanSummary } from '#contract/span.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { toolNameOf } from './name-sources.ts'

export interface Described {
  /** "result of `search` from step 9" */
  readonly what: string
  /** "1,204 tokens (estimated) · in 34 calls" */
  readonly facts: string
}

interface Known {
  readonly spanOf: (spanId: string) => SpanSummary | undefined
  /** Counted from 1. */
  readonly stepOf: (spanId: string) => number | undefined
}

export function describeBlock(block: ContextBlock, { spanOf, stepOf }: Known): Described {
  const step = block.sourceSpanId === null ? undefined : stepOf(block.sourceSpanId)
  const from = step === undefined ? '' : ` from step ${formatCount(step)}`
  return {
    what: `${toVisible(nameOf(block, spanOf))}${from}`,
    facts: `${sayTokens(block)} · in ${formatNumberOf(block.calls, 'call')}`,
  }
}

function nameOf(block: ContextBlock, spanOf: Known['spanOf']): string {
  const { kind, section, role, name } = block
  if (kind === 'tool-result') return `result of \`${toolNameOf(block, spanOf)}\``
  if (kind === 'tool-definition') return `definition of \`${name ?? 'a tool'}\``
  if (kind === 'tool-call') return `call of \`${name ?? 'a tool'}\``
  if (section === 'system') return 'system prompt'
  return kind === 'text' ? `${role} text` : `${role} ${kind}`
}

function sayTokens({ tokens, sizeBytes }: ContextBlock): string {
  if (tokens.confidence === 'unknown') return `${formatNumberOf(sizeBytes, 'byte')}, tokens unknown`
  return `${formatNumberOf(tokens.value, 'token')} (${tokens.confidence})`
}

export function describeBreak(found: CacheBreak, block: ContextBlock | undefined, known: Known): string {
  const where =
    block === undefined
      ? 'the prompt ends earlier'
      : `${describeBlock(block, known).what} differs from byte ${formatCount(found.byteOffset)}`
  const lost = formatFigure(found.lostTokens, 'tokens')
  const cost = formatFigure(found.cost, 'dollars')
  const paid = cost.isKnown ? `, ${cost.text}` : ''
  return `Cache broken after call ${formatCount(found.previousCall + 1)}: ${where}. ${lost.isKnown ? `${lost.text} tokens` : 'What followed'} had been sent before${paid}.`
}
