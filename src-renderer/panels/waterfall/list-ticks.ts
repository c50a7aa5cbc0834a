import { formatDuration } from '../../format/format-duration.ts'
import type { Scale } from './scale.ts'

const STEPS = [1, 2, 5]
const CLOCK_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 43_200, 86_400]

export interface Tick {
  readonly atNs: number
  readonly x: number
}

/** Round moments in what is visible and not folded, at least `spacing` pixels apart. */
export function listTicks(
  scale: Scale,
  spacing: number,
): { readonly stepNs: number; readonly ticks: Tick[] } {
  const stepNs = roundStep(scale.unitsPerPixel * spacing)
  const startNs = scale.nsAt(0)
  const endNs = scale.nsAt(scale.width)
  const ticks: Tick[] = []
  for (const open of scale.axis.open) {
    const untilNs = Math.min(open.endNs, endNs)
    const first = Math.ceil(Math.max(open.startNs, startNs) / stepNs)
    for (let index = first; index * stepNs <= untilNs; index += 1) {
      const x = scale.xOf(index * stepNs)
      const last = ticks.at(-1)
      if (last === undefined || x - last.x >= spacing * 0.7) ticks.push({ atNs: index * stepNs, x })
    }
  }
  return { stepNs, ticks }
}

/** Decimal below a second; above it, steps people know from clocks. */
export function roundStep(leastNs: number): number {
  const leastSeconds = leastNs / 1e9
  const clock = CLOCK_SECONDS.find(seconds => seconds >= leastSeconds)
  if (leastSeconds > 0.5 && clock !== undefined) return clock * 1e9
  const power = 10 ** Math.floor(Math.log10(Math.max(1, leastNs)))
  return (STEPS.find(step => step * power >= leastNs) ?? 10) * power
}

/** With as many digits as tell one tick from the next: "10 s", "12.345 s", "1m 05.2s". */
export function labelTick(tickNs: number, stepNs: number): string {
  if (tickNs === 0) return '0'
  if (stepNs >= 1e9) {
    return formatDuration(tickNs).replace(/\.?0+ (?=\D)/, match => (match.startsWith('.') ? ' ' : match))
  }
  if (tickNs >= 60e9) {
    const minutes = Math.floor(tickNs / 60e9)
    return `${minutes}m ${withDigits(tickNs - minutes * 60e9, 1e9, stepNs)}s`
  }
  const [unitNs, unit] = unitOf(tickNs)
  return `${withDigits(tickNs, unitNs, stepNs)} ${unit}`
}

function unitOf(tickNs: number): readonly [number, string] {
  if (tickNs < 1e3) return [1, 'ns']
  if (tickNs < 1e6) return [1e3, 'µs']
  return tickNs < 1e9 ? [1e6, 'ms'] : [1e9, 's']
}

function withDigits(valueNs: number, unitNs: number, stepNs: number): string {
  const digits = Math.ceil(Math.log10(unitNs / stepNs))
  return (valueNs / unitNs).toFixed(Math.max(0, Math.min(9, digits)))
}
