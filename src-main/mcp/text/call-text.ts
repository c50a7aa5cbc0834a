import type { Call, CallBlock } from '#contract/call.ts'
import { formatFigure } from '../../base/format-figure.ts'
import { formatBytes, formatCount, formatDollars, formatDuration } from '../../base/format-quantity.ts'
import { printableLine, printableText } from '../../base/printable-text.ts'
import { isFresh } from '../for-agents.ts'

const carriedOverLines = 20
const hintAtMost = 80

/** A call with what is new in it first and whole; what was sent before is one line a block. */
export function callText(call: Call): string {
  const fresh = call.blocks.filter(isFresh)
  const carriedOver = call.blocks.filter(each => !isFresh(each))
  const left = carriedOver.length - carriedOverLines
  return [
    headLine(call),
    '',
    `New in this call (${fresh.length} of ${call.blocks.length} blocks):`,
    ...fresh.map(freshBlock),
    '',
    `Sent before (${carriedOver.length}):`,
    ...carriedOver.slice(0, carriedOverLines).map(carriedOverBlock),
    ...(left > 0 ? [`… ${left} more`] : []),
  ].join('\n')
}

function headLine({ usage, cost, costBasis, ...call }: Call): string {
  const { timeToFirstTokenNs } = call
  return [
    `${call.provider ?? 'unknown provider'} ${call.responseModel ?? call.requestModel ?? 'unknown model'}`,
    `${formatFigure(usage.input, formatCount)} in, ${formatFigure(usage.output, formatCount)} out`,
    `cache read ${formatFigure(usage.cacheRead, formatCount)}`,
    `${formatFigure(cost, formatDollars)} (${costBasis})`,
    ...(timeToFirstTokenNs === null ? [] : [`first token ${formatDuration(timeToFirstTokenNs)}`]),
    ...(call.finishReasons.length === 0 ? [] : [`finished: ${call.finishReasons.join(', ')}`]),
  ].join(' · ')
}

function freshBlock(placed: CallBlock): string {
  // The bar at every line keeps stored text from passing for ours.
  const lines = printableText(placed.block.text)
    .split('\n')
    .map(line => `| ${line}`)
  return [titleOf(placed), ...lines].join('\n')
}

function carriedOverBlock(placed: CallBlock): string {
  const { text, blockId, isCut } = placed.block
  const hint = `${titleOf(placed)} ${JSON.stringify(printableLine(text, hintAtMost))}`
  return text.length <= hintAtMost || isCut ? hint : `${hint} block ${blockId}`
}

function titleOf({ section, role, name, isError, block }: CallBlock): string {
  const size = block.isCut ? `cut, ${formatBytes(block.sizeBytes)} in all, block ${block.blockId}` : ''
  const parts = [section, role, block.kind, name ?? '', isError ? 'error' : '', size]
  return `[${parts
    .filter(part => part !== '')
    .map(part => printableLine(part, 120))
    .join(' · ')}]`
}
