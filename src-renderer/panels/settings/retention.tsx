import type { Collection } from '#contract/retention.ts'
import type { Settings } from '#contract/settings.ts'
import { changeSettings } from '../../actions/change-settings.ts'
import { collectRuns } from '../../actions/collect-runs.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { Button } from '../../widgets/button.tsx'
import { Setting } from './group.tsx'
import { NumberField } from './number-field.tsx'

/** How long and how much is kept, and what that would delete now. */
export function Retention({ settings }: { readonly settings: Settings }) {
  const { retainDays, retainFailedDays, retainMb, collectEveryHours } = settings
  const hasLimit = retainDays !== null || retainFailedDays !== null || retainMb !== null
  const preview = useOperation('retention.preview', { limit: 0 })
  const wouldGo = preview.value === undefined ? '' : sentenceOf(preview.value.runCount, preview.value.bytes)

  return (
    <>
      <Setting name="Keep runs for" sentence="Since they last came in. Starred runs are always kept.">
        <NumberField
          label="Keep runs for"
          unit="days"
          value={retainDays}
          min={1}
          max={36_500}
          onChange={value => void changeSettings({ retainDays: value })}
        />
      </Setting>
      <Setting
        name="Keep failed runs for"
        sentence="Runs with an error, when they are to live longer or shorter."
      >
        <NumberField
          label="Keep failed runs for"
          unit="days"
          value={retainFailedDays}
          min={1}
          max={36_500}
          onChange={value => void changeSettings({ retainFailedDays: value })}
        />
      </Setting>
      <Setting name="Use at most" sentence="When the store is larger, the oldest runs go first.">
        <NumberField
          label="Use at most"
          unit="MB"
          value={retainMb}
          min={16}
          max={100_000_000}
          onChange={value => void changeSettings({ retainMb: value })}
        />
      </Setting>
      <Setting
        name="Apply these limits by themselves"
        sentence={`Every so many hours while Runback runs; without a number, never. ${lastText(preview.value?.last ?? null)}`}
      >
        <NumberField
          label="Apply the limits every"
          unit="hours"
          value={collectEveryHours}
          min={1}
          max={8760}
          onChange={value => void changeSettings({ collectEveryHours: value })}
        />
      </Setting>
      <Setting
        name="Apply them now"
        sentence={hasLimit ? wouldGo : 'There is no limit, so nothing would be deleted.'}
      >
        <Button tone="danger" disabled={!hasLimit} onClick={() => void collectRuns()}>
          Delete
        </Button>
      </Setting>
    </>
  )
}

type Bytes = Collection['freedBytes']

function sentenceOf(runs: number, bytes: Bytes): string {
  if (runs === 0) return 'Nothing would be deleted.'
  return `${formatNumberOf(runs, 'run')} would be deleted${sizeText(bytes, ', about ')}.`
}

function lastText(last: Collection | null): string {
  if (last === null) return 'Nothing was deleted by limits yet.'
  const day = new Date(last.atMs).toLocaleString()
  const large = last.isStillTooLarge
    ? ' The store was still too large: what was left is starred or unfinished.'
    : ''
  return `Last on ${day}: ${formatNumberOf(last.runs, 'run')} deleted${sizeText(last.freedBytes, ', ')}.${large}`
}

function sizeText(bytes: Bytes, before: string): string {
  return bytes.confidence === 'unknown' ? '' : `${before}${formatBytes(bytes.value)}`
}
