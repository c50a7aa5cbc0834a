import { formatAge, formatExactTime } from '../../format/format-time.ts'
import { useClock } from '../../state/clock.ts'

/** How long ago; the exact moment is one hover away. */
export function Age({ unixMs }: { readonly unixMs: number }) {
  const age = useClock(({ nowMs }) => formatAge(unixMs, nowMs))
  return (
    <time dateTime={new Date(unixMs).toISOString()} data-tip={formatExactTime(unixMs)}>
      {age}
    </time>
  )
}
