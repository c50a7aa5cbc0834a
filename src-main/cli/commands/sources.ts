import type { ResultOf } from '#contract/operations.ts'
import type { Source } from '#contract/source.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command, Invocation } from '../command.ts'
import { localTimeOfMs } from '../local-time.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

export const sources: Command = {
  name: 'sources',
  summary: 'Shows who sends telemetry here, and what was refused, cut, dropped or late.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const result = await withCaller(invocation, caller => caller.call('sources.list', { limit: 1000 }))
    return printResult(invocation, result, each => listText(invocation, each))
  },
}

function listText({ terminal }: Invocation, result: ResultOf<'sources.list'>): string {
  if (result.sources.length === 0) return 'Nobody has sent anything yet.'
  return result.sources
    .map(source =>
      [
        terminal.paint('bold', nameOf(source)),
        `  ${[wayOf(source), `last seen ${localTimeOfMs(source.lastSeenAt)}`].join(', ')}`,
        `  ${amountsOf(source)}`,
        ...doubtsOf(source).map(doubt => terminal.paint('yellow', `  ${doubt}`)),
      ].join('\n'),
    )
    .join('\n\n')
}

function nameOf({ serviceName, perhaps, scopeName, scopeVersion }: Source): string {
  const likely = perhaps.length === 0 ? '' : `, perhaps ${perhaps.join(' or ')}`
  const name = serviceName ?? `A sender without a name${likely}`
  const scope = [scopeName, scopeVersion].filter(part => part !== null).join(' ')
  return printableLine(scope === '' ? name : `${name} (${scope})`, 100)
}

function wayOf({ receiver, sdk, userAgent }: Source): string {
  const by = sdk ?? userAgent
  return printableLine(by === null ? receiver : `${receiver}, ${by}`, 100)
}

function amountsOf({ requests, spans, calls, logRecords, dataPoints, conventions }: Source): string {
  const understood = conventions.map(each => `${each.convention ?? 'no convention'} ${each.spans}`)
  return [
    formatNumberOf(requests, 'request'),
    formatNumberOf(spans, 'span'),
    formatNumberOf(calls, 'call'),
    ...(logRecords === 0 ? [] : [formatNumberOf(logRecords, 'log record')]),
    ...(dataPoints === 0 ? [] : [formatNumberOf(dataPoints, 'data point')]),
    ...understood,
  ].join(' · ')
}

function doubtsOf(source: Source): string[] {
  const { lastRefusal, missingParents } = source
  const told: readonly (readonly [count: number, noun: string, rest: string])[] = [
    [source.refused, 'request', `refused${lastRefusal === null ? '' : `: ${lastRefusal.reason}`}`],
    [source.deferred, 'request', 'asked to come again'],
    [source.rejected, 'item', 'that could not be stored'],
    [source.cutValues, 'text', 'cut by its SDK'],
    [source.droppedAttributes, 'attribute', 'dropped by its SDK'],
    [source.droppedEvents, 'event', 'dropped by its SDK'],
    [source.droppedLinks, 'link', 'dropped by its SDK'],
    [source.callsWithoutContent, 'call', 'without prompt and answer'],
    [source.clockSkew, 'span', 'with doubtful times'],
    [source.late, 'span', 'after its run had closed'],
    [source.duplicates, 'span', 'sent again'],
    [missingParents.count, 'parent', `missing in its last ${formatNumberOf(missingParents.runs, 'run')}`],
  ]
  return told
    .filter(([count]) => count > 0)
    .map(([count, noun, rest]) => printableLine(`${formatNumberOf(count, noun)} ${rest}`, 300))
}
