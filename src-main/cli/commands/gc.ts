import type { Caller } from '#contract/caller.ts'
import type { Collection, RetentionLimits, RetentionPreview } from '#contract/retention.ts'
import type { Settings } from '#contract/settings.ts'
import { formatBytes, formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { type Command, type Invocation, UsageError } from '../command.ts'
import { takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

const DAYS_OF_UNIT: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 }
const MEGABYTES_OF_UNIT: Readonly<Record<string, number>> = { MB: 1, GB: 1000, TB: 1_000_000 }
const SHOWN_RUNS = 20

export const gc: Command = {
  name: 'gc',
  summary: 'Deletes runs that are older or more than the limits allow; starred runs stay.',
  usage: '',
  options: {
    'dry-run': { type: 'boolean', help: 'Only say what would go' },
    'older-than': { type: 'string', help: 'Runs that last came in longer ago, for example 30d, 8w or 1y' },
    'failed-older-than': { type: 'string', help: 'The same for runs with an error' },
    'max-size': {
      type: 'string',
      help: 'What the store may use, for example 10GB; the oldest runs go first',
    },
  },
  async run(invocation) {
    takeArguments(invocation, 0)
    const limits = limitsOf(invocation)
    if (invocation.flags['dry-run'] === true) {
      const preview = await withCaller(invocation, async caller => {
        await requireLimit(caller, limits)
        return caller.call('retention.preview', { ...limits, limit: SHOWN_RUNS })
      })
      return printResult(invocation, preview, previewText)
    }
    const collection = await withCaller(invocation, async caller => {
      await requireLimit(caller, limits)
      return caller.call('retention.collect', limits)
    })
    return printResult(invocation, collection, collectionText)
  },
}

function limitsOf(invocation: Invocation): RetentionLimits {
  return {
    olderThanDays: amountFlag(invocation, 'older-than', DAYS_OF_UNIT, '30d'),
    failedOlderThanDays: amountFlag(invocation, 'failed-older-than', DAYS_OF_UNIT, '90d'),
    maxMb: amountFlag(invocation, 'max-size', MEGABYTES_OF_UNIT, '10GB'),
  }
}

function amountFlag(
  invocation: Invocation,
  name: string,
  units: Readonly<Record<string, number>>,
  example: string,
): number | undefined {
  const text = textFlag(invocation, name)
  if (text === undefined) return undefined
  const [, amount = '', unit = ''] = /^(\d{1,9})([a-z]{1,2})$/i.exec(text) ?? []
  const factor = units[unit] ?? units[unit.toUpperCase()] ?? units[unit.toLowerCase()]
  if (factor === undefined) throw new UsageError(`--${name} takes an amount like ${example}, not "${text}".`)
  return Number(amount) * factor
}

/** Without any limit nothing goes; whoever asks should hear how to set one. */
async function requireLimit(caller: Caller, limits: RetentionLimits): Promise<void> {
  const settings: Settings = await caller.call('settings.get', {})
  const { retainDays, retainFailedDays, retainMb } = settings
  const all = [...Object.values(limits), retainDays, retainFailedDays, retainMb]
  if (all.some(limit => typeof limit === 'number')) return
  throw new UsageError(
    'There is no limit to apply: say --older-than 30d or --max-size 10GB, or set retainDays or retainMb.',
  )
}

function previewText(preview: RetentionPreview): string {
  const { runs, runCount, spanCount, logs, points, bytes, usedBytes, sparedRuns } = preview
  const size = bytes.confidence === 'unknown' ? 'an unknown size' : `about ${formatBytes(bytes.value)}`
  const shown = runs.map(
    run => `  ${run.runId.slice(0, 12)}  ${dayOf(run.lastReceivedAt)}  ${printableLine(run.name, 50)}`,
  )
  const more = runCount > runs.length ? [`  and ${formatNumberOf(runCount - runs.length, 'more run')}`] : []
  const loose = logs + points === 0 ? '' : `, ${looseText(logs, points)}`
  const spared =
    sparedRuns === 0 ? [] : [`${formatNumberOf(sparedRuns, 'old run')} would stay, being starred.`]
  return [
    `Would delete ${formatNumberOf(runCount, 'run')} with ${formatNumberOf(spanCount, 'span')}${loose}: ${size} of ${formatBytes(usedBytes)}.`,
    ...shown,
    ...more,
    ...spared,
  ].join('\n')
}

function collectionText({ runs, spans, logs, points, freedBytes, isStillTooLarge }: Collection): string {
  const size =
    freedBytes.confidence === 'unknown' ? '' : `, which gives back ${formatBytes(freedBytes.value)}`
  const loose = logs + points === 0 ? '' : `, ${looseText(logs, points)}`
  const done = `Deleted ${formatNumberOf(runs, 'run')} with ${formatNumberOf(spans, 'span')}${loose}${size}.`
  return isStillTooLarge
    ? `${done}\nThe store is still too large, and only starred or unfinished runs are left.`
    : done
}

function looseText(logs: number, points: number): string {
  return `${formatNumberOf(logs, 'log record')} of no run and ${formatNumberOf(points, 'data point')}`
}

function dayOf(unixMs: number): string {
  return new Date(unixMs).toISOString().slice(0, 10)
}
