import type { CostRange, PlannedStep, ReplayPlan } from '#contract/replay.ts'
import { formatFigure } from '../../base/format-figure.ts'
import { formatDollars } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { type Cell, renderTable } from '../table.ts'
import type { Colour, Terminal } from '../terminal.ts'

const COLOURS: Readonly<Record<PlannedStep['source'], Colour>> = {
  live: 'green',
  hybrid: 'yellow',
  mocked: 'dim',
  omitted: 'red',
}

/** The plan as a table, with what is to be known below it. */
export function planText(terminal: Terminal, plan: ReplayPlan): string {
  const rows = plan.steps.map((step): Cell[] => [
    { text: String(step.number), isNumber: true },
    { text: step.source, colour: COLOURS[step.source] },
    { text: printableLine(step.name, 40) },
    { text: printableLine(step.model ?? '', 40) },
    { text: step.source === 'mocked' ? '' : rangeText(step.cost), isNumber: true },
  ])
  return [
    renderTable(terminal, ['STEP', 'FROM', 'NAME', 'MODEL', 'COST'], rows),
    '',
    plan.summary,
    plan.costBasis,
    ...plan.targets.map(
      ({ provider, model, origin, key }) =>
        `${model} of ${provider} at ${origin || 'no known address'}, key ${key}`,
    ),
    ...plan.concerns.map(({ effect, text, spanIds }) => {
      const steps =
        spanIds.length === 0 || spanIds.length === plan.steps.length
          ? ''
          : ` (${spanIds.length} of ${plan.steps.length} steps)`
      return terminal.paint(
        effect === 'stops' ? 'red' : 'yellow',
        `${effect === 'stops' ? '✗' : '!'} ${text}${steps}`,
      )
    }),
  ].join('\n')
}

export function rangeText({ low, high }: CostRange): string {
  if (low.confidence === 'unknown' || high.confidence === 'unknown') return '?'
  if (low.value === high.value) return formatFigure(low, formatDollars)
  return `${formatDollars(low.value)}–${formatDollars(high.value)}`
}
