import { useEffect, useRef, useState } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { formatAge, toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { Dialog } from '../../widgets/dialog.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import styles from './run-dialog.module.css'

interface RunDialogProps {
  readonly label: string
  /** Comparing a run with itself says nothing. */
  readonly without: string | undefined
  readonly onChoose: (run: RunSummary) => void
  readonly onClose: () => void
}

const SHOWN = 60

/** The runs, newest first, found by typing: words or conditions of the filter. */
export function RunDialog({ label, without, onChoose, onClose }: RunDialogProps) {
  const [text, setText] = useState('')
  const [selected, setSelected] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const filter = text.trim()
  const { value, error } = useOperation('runs.list', {
    limit: SHOWN,
    ...(filter === '' ? {} : { filter }),
  })
  const runs = (value?.runs ?? []).filter(run => run.runId !== without)
  const current = Math.min(selected, runs.length - 1)

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function choose(run: RunSummary | undefined): void {
    if (run === undefined) return
    onClose()
    onChoose(run)
  }

  useKeys(
    label,
    [
      {
        keys: ['ArrowDown'],
        label: 'Next run',
        worksInFields: true,
        run: () => setSelected(Math.min(runs.length - 1, current + 1)),
      },
      {
        keys: ['ArrowUp'],
        label: 'Previous run',
        worksInFields: true,
        run: () => setSelected(Math.max(0, current - 1)),
      },
      {
        keys: ['Enter'],
        label: 'Choose it',
        hint: { keys: ['Enter'], label: 'Choose' },
        worksInFields: true,
        run: () => choose(runs[current]),
      },
      {
        keys: ['Escape'],
        label: 'Close',
        hint: { keys: ['Escape'], label: 'Close' },
        worksInFields: true,
        run: onClose,
      },
    ],
    'dialog',
  )

  return (
    <Dialog label={label} size="large" onClose={onClose}>
      <label className={styles.field}>
        <Icon name="search" size={16} />
        <input
          className={styles.input}
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls="runs-to-choose"
          aria-activedescendant={current >= 0 ? `choice-${current}` : undefined}
          placeholder={`${label}: a name, an id, or conditions such as model:gpt-5 started:7d`}
          value={text}
          spellCheck={false}
          autoFocus
          onChange={event => {
            setText(event.target.value)
            setSelected(0)
          }}
        />
      </label>
      {error !== undefined && (
        <p className={styles.problem} role="alert">
          {describeFailure(error)}
        </p>
      )}
      <div ref={list} id="runs-to-choose" className={styles.list} role="listbox" aria-label="Runs to choose">
        {runs.map((run, index) => (
          <Choice
            key={run.runId}
            id={`choice-${index}`}
            run={run}
            isSelected={index === current}
            onChoose={() => choose(run)}
            onPoint={() => setSelected(index)}
          />
        ))}
      </div>
      {value !== undefined && runs.length === 0 && error === undefined && (
        <p className={styles.none}>No other run fits.</p>
      )}
      {value !== undefined && value.total > SHOWN && (
        <p className={styles.none}>
          The newest {SHOWN} of {formatNumberOf(value.total, 'run')}. Type to find others.
        </p>
      )}
    </Dialog>
  )
}

interface ChoiceProps {
  readonly id: string
  readonly run: RunSummary
  readonly isSelected: boolean
  readonly onChoose: () => void
  readonly onPoint: () => void
}

function Choice({ id, run, isSelected, onChoose, onPoint }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    <div
      id={id}
      className={styles.choice}
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      onClick={onChoose}
      onPointerMove={onPoint}
    >
      <StatusDot status={run.status} />
      <span className={styles.name}>{toVisible(run.name)}</span>
      <span className={styles.about}>{toVisible(run.models.join(', '))}</span>
      <span className={styles.number}>{formatNumberOf(run.spanCount, 'span')}</span>
      <span className={styles.number}>{formatTotal(run.cost, 'dollars').text}</span>
      <span className={styles.age}>{formatAge(toMilliseconds(run.startedAt), Date.now())}</span>
      <code className={styles.id}>{run.runId.slice(0, 8)}</code>
    </div>
  )
}
