import type { RunSummary } from '#contract/run.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { toMilliseconds } from '../../format/format-time.ts'
import { useClock } from '../../state/clock.ts'

/** An imported run may lack its end, too, but nobody waits for it. */
const LONGEST_LIVE_MS = 24 * 60 * 60_000

/** The duration, or the time since the start while the run goes on. */
export function RunDuration({ run }: { readonly run: RunSummary }) {
  const { startedAt, durationNs, status } = run
  const startMs = toMilliseconds(startedAt)
  const isLive =
    status === 'running' && run.state === 'open' && run.lastReceivedAt - startMs < LONGEST_LIVE_MS
  const text = useClock(({ nowMs }) => {
    if (isLive) return formatDuration(Math.max(0, nowMs - startMs) * 1e6)
    return durationNs === null ? '–' : formatDuration(durationNs)
  })
  return <span data-tip={isLive ? 'Running since then' : undefined}>{text}</span>
}
