import { formatDuration } from '../../format/format-duration.ts'

const STEPS = [1, 2, 5]

/** Round moments on the axis, at most `mostTicks`, the first at 0. */
export function listTicks(axisNs: number, mostTicks: number): number[] {
  if (axisNs <= 0 || mostTicks < 1) return [0]
  const stepNs = roundStep(axisNs / mostTicks)
  const ticks: number[] = []
  for (let index = 0; index * stepNs <= axisNs; index += 1) ticks.push(index * stepNs)
  return ticks
}

/** Decimal below a minute; above it, steps people know from clocks. */
function roundStep(leastNs: number): number {
  const leastSeconds = leastNs / 1e9
  const clock = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600].find(
    seconds => seconds >= leastSeconds,
  )
  if (leastSeconds > 0.5 && clock !== undefined) return clock * 1e9
  const power = 10 ** Math.floor(Math.log10(leastNs))
  return (STEPS.find(step => step * power >= leastNs) ?? 10) * power
}

/** "10 s" where a measured duration would read "10.0 s". */
export function labelTick(tickNs: number): string {
  return tickNs === 0
    ? '0'
    : formatDuration(tickNs).replace(/\.?0+ (?=\D)/, match => (match.startsWith('.') ? ' ' : match))
}
