import type { Call, CallBlock } from '#contract/call.ts'
import { formatFigure } from '../base/format-figure.ts'
import { formatBytes, formatCount, formatDollars } from '../base/format-quantity.ts'
import { printableLine, printableText } from '../base/printable-text.ts'
import type { Terminal } from './terminal.ts'

/** A call as the conversation it was: each message under its role, blocks in their order. */
export function renderConversation(terminal: Terminal, call: Call): string {
  const parts = call.blocks.map((placed, index) => {
    const heading = headingOf(placed)
    const previous = call.blocks[index - 1]
    const goesOn =
      previous !== undefined && headingOf(previous) === heading && previous.message === placed.message
    return [...(goesOn ? [] : [terminal.paint('cyan', `── ${heading}`)]), bodyOf(placed)].join('\n')
  })
  return [terminal.paint('bold', titleOf(call)), ...parts].join('\n\n')
}

function titleOf({ requestModel, responseModel, usage, cost }: Call): string {
  const model = printableLine(responseModel ?? requestModel ?? 'unknown model', 80)
  const tokens = `${formatFigure(usage.input, formatCount)} → ${formatFigure(usage.output, formatCount)} tokens`
  return `${model} · ${tokens} · ${formatFigure(cost, formatDollars)}`
}

function headingOf({ section, role, block, name, toolCallId, isError, isNew }: CallBlock): string {
  const what = block.kind === 'text' ? '' : block.kind
  const words = [
    role || section,
    what,
    name ?? '',
    toolCallId === null ? '' : `(${toolCallId})`,
    isError ? 'failed' : '',
  ]
  const heading = words.filter(word => word !== '').join(' ')
  return printableLine(isNew && section !== 'output' ? `${heading} · new` : heading, 160)
}

function bodyOf({ block }: CallBlock): string {
  const text = printableText(block.text)
  if (!block.isCut) return text
  return `${text}\n… cut here, ${formatBytes(block.sizeBytes)} in all (block ${block.blockId})`
}
