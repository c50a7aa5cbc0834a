import type { Replay, ReplayStepState } from '#contract/replay.ts'
import { formatFigure } from '../../base/format-figure.ts'
import { formatDollars } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Colour, Terminal } from '../terminal.ts'

const MARKS: Readonly<Partial<Record<ReplayStepState['state'], readonly [string, Colour]>>> = {
  done: ['✓', 'green'],
  failed: ['✗', 'red'],
}

/** A line for each step that ends, and where somebody looks one for those under way. */
export function createStepTeller(terminal: Terminal): (replay: Replay) => void {
  const told = new Set<number>()
  return replay => {
    terminal.showProgress?.(undefined)
    for (const [index, step] of replay.steps.entries()) {
      const mark = MARKS[step.state]
      if (mark === undefined || told.has(index)) continue
      told.add(index)
      terminal.tell(stepText(terminal, step, mark, `${index + 1}/${replay.steps.length}`))
    }
    const running = replay.steps.filter(({ state }) => state === 'running')
    const received = running.reduce((sum, step) => sum + step.received, 0)
    if (running.length > 0 && replay.endedAt === null) {
      terminal.showProgress?.(width =>
        `${running.length} under way, ${received} characters so far`.slice(0, width - 1),
      )
    }
  }
}

function stepText(
  terminal: Terminal,
  step: ReplayStepState,
  [mark, colour]: readonly [string, Colour],
  place: string,
): string {
  const source = step.source === 'live' ? formatFigure(step.cost, formatDollars) : 'from the recording'
  const note = step.note === null || step.note === '' ? '' : `  ${printableLine(step.note, 300)}`
  return `${terminal.paint(colour, mark)} ${place} ${printableLine(step.name, 60)}  ${terminal.paint('dim', source)}${note}`
}

export function endText(terminal: Terminal, replay: Replay): string {
  const { state, message, runId, resultRunId, cost, unknownCosts } = replay
  const costs = `${unknownCosts > 0 && cost.confidence !== 'unknown' ? '≥' : ''}${formatFigure(cost, formatDollars)}`
  const word =
    state === 'done'
      ? terminal.paint('green', 'Done')
      : terminal.paint('red', state === 'stopped' ? 'Stopped' : 'Failed')
  return [
    `${word}: ${replay.done} of ${replay.steps.length} steps, ${costs}.${message === null ? '' : ` ${printableLine(message, 500)}`}`,
    ...(resultRunId === null
      ? []
      : [
          `Recorded as run ${resultRunId}.`,
          `Compare: runback diff ${runId.slice(0, 12)} ${resultRunId.slice(0, 12)}`,
        ]),
  ].join('\n')
}
