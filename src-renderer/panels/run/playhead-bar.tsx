import { useMemo, useState } from 'react'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatTotal } from '../../format/format-figure.ts'
import {
  leavePlayhead,
  movePlayhead,
  pause,
  SPEEDS,
  type Speed,
  setSpeed,
  usePlayhead,
} from '../../state/playhead.ts'
import { createSpending } from '../../tree/spent-until.ts'
import { countUntil } from '../../tree/steps.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { IconButton } from '../../widgets/button.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import styles from './playhead-bar.module.css'
import type { StepThrough } from './use-step-through.ts'

interface PlayheadBarProps {
  readonly stepThrough: StepThrough
  readonly axis: TimeAxis
}

const SPEED_LABELS: Readonly<Record<Speed, string>> = { '1x': '1×', '10x': '10×', step: 'a step/s' }
const POSITIONS = 1_000

/** One playhead for every picture of the run: where it stands, what had been spent by then, and how it moves. */
export function PlayheadBar({ stepThrough, axis }: PlayheadBarProps) {
  const { steps, spans, toggle, move, playToError, playToCost } = stepThrough
  const { atNs, isPlaying, speed } = usePlayhead()
  const isUsed = atNs !== null
  const spending = useMemo(() => (isUsed ? createSpending(spans) : undefined), [isUsed, spans])
  const spent = atNs === null ? undefined : spending?.(atNs)
  return (
    <section className={styles.bar} aria-label="Playhead">
      <IconButton icon="step-back" label="One step back" keys="," onClick={() => move(-1)} />
      <IconButton
        icon={isPlaying ? 'pause' : 'play'}
        label={isPlaying ? 'Pause' : 'Play'}
        keys="Space"
        onClick={toggle}
      />
      <IconButton icon="step-on" label="One step on" keys="." onClick={() => move(1)} />
      <input
        type="range"
        className={styles.slider}
        aria-label="Moment of the run"
        aria-valuetext={atNs === null ? 'the whole run' : formatDuration(atNs)}
        min={0}
        max={POSITIONS}
        value={atNs === null ? POSITIONS : (axis.toUnits(atNs) / Math.max(1, axis.length)) * POSITIONS}
        step="any"
        onChange={event => {
          pause()
          movePlayhead(axis.toNs((event.target.valueAsNumber / POSITIONS) * axis.length))
        }}
      />
      <select
        className={styles.speed}
        aria-label="Speed"
        value={speed}
        onChange={event => setSpeed(SPEEDS.find(each => each === event.target.value) ?? speed)}
      >
        {SPEEDS.map(each => (
          <option key={each} value={each}>
            {SPEED_LABELS[each]}
          </option>
        ))}
      </select>
      <button
        type="button"
        className={styles.until}
        data-tip="Play until the first error  !"
        onClick={playToError}
      >
        to error
      </button>
      <CostLimit onPlay={playToCost} />
      {spent !== undefined && atNs !== null && (
        <span className={styles.facts} role="status">
          <span className={styles.fact}>
            {formatDuration(atNs)} · step {formatCount(countUntil(steps(), atNs))} of{' '}
            {formatCount(steps().length)}
          </span>
          <span className={styles.fact} data-tip={`Of ${formatNumberOf(spent.calls, 'call')} that had ended`}>
            <FigureView figure={formatTotal(spent.inputTokens, 'tokens')} />
            {' → '}
            <FigureView figure={formatTotal(spent.outputTokens, 'tokens')} />
          </span>
          <FigureView figure={formatTotal(spent.cost, 'dollars')} />
          <IconButton icon="close" label="The whole run" keys="Esc" onClick={leavePlayhead} />
        </span>
      )}
    </section>
  )
}

function CostLimit({ onPlay }: { readonly onPlay: (nanoDollars: number) => void }) {
  const [dollars, setDollars] = useState('')
  const limit = Number(dollars)
  return (
    <form
      className={styles.cost}
      onSubmit={event => {
        event.preventDefault()
        if (dollars.trim() !== '' && limit >= 0) onPlay(limit * 1e9)
      }}
    >
      <label className={styles.until} data-tip="Play until the known cost passes this, in dollars  $">
        to $
        <input
          id="cost-limit"
          className={styles.limit}
          inputMode="decimal"
          placeholder="0.10"
          aria-label="Play until the cost passes, in dollars"
          aria-invalid={Number.isNaN(limit) || limit < 0}
          value={dollars}
          onChange={event => setDollars(event.target.value)}
        />
      </label>
    </form>
  )
}
