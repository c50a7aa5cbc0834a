import type { ReactNode } from 'react'
import type { Run } from '#contract/run.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { formatAge, formatExactTime, toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useClock } from '../../state/clock.ts'
import { goTo, RUNS } from '../../state/location.ts'
import { chooseReplay } from '../../state/replaying.ts'
import { IconButton } from '../../widgets/button.tsx'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import { CompareWith } from '../compare/compare-with.tsx'
import { Note } from '../labels/note.tsx'
import { StarButton } from '../labels/star-button.tsx'
import { TagList } from '../labels/tag-list.tsx'
import type { EditLabels, LabelTarget } from '../labels/target.ts'
import { describeGap } from './describe-gap.ts'
import styles from './run-header.module.css'
import { RunRelations } from './run-relations.tsx'

interface RunHeaderProps {
  readonly run: Run
  /** The spans that are missing are on their way. */
  readonly isBeginning: boolean
  readonly onEdit: EditLabels
}

export function RunHeader({ run: answer, isBeginning, onEdit }: RunHeaderProps) {
  const { run, ledger, spans, total } = answer
  const target: LabelTarget = { runId: run.runId, name: run.name, labels: run }
  const about = [run.agentName, run.serviceName].filter(name => name !== null && name !== run.name)
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <IconButton icon="back" label="Back to the runs" keys="Esc" onClick={() => goTo(RUNS)} />
        <StatusDot status={run.status} />
        <h1 className={styles.name}>{toVisible(run.name)}</h1>
        {about.length > 0 && (
          <span className={styles.about}>{toVisible([...new Set(about)].join(' · '))}</span>
        )}
        <TagList labels={run} />
        <span className={styles.space} />
        <IconButton icon="loop" label="Replay with model…" keys="r" onClick={() => chooseReplay(run.runId)} />
        <CompareWith run={run} />
        <StarButton target={target} keys="s" />
        <IconButton icon="tag" label="Tag the run" keys="t" onClick={() => onEdit(target, 'tags')} />
        <IconButton
          icon="note"
          label="Write a note on the run"
          keys="n"
          onClick={() => onEdit(target, 'note')}
        />
        <span className={styles.runId} data-tip="The run id">
          {run.runId.slice(0, 8)}
        </span>
        <CopyButton isSmall label="Copy the run id" read={() => run.runId} />
      </div>
      <div className={styles.facts}>
        <Started startedAt={run.startedAt} />
        <Fact label="Duration">{run.durationNs === null ? '–' : formatDuration(run.durationNs)}</Fact>
        <Fact label="Spans">{formatCount(run.spanCount)}</Fact>
        <Fact label="Calls">{formatCount(run.callCount)}</Fact>
        <Fact label="Tools">{formatCount(run.toolCount)}</Fact>
        {run.errorCount > 0 && (
          <Fact label="Errors" isBad>
            {formatCount(run.errorCount)}
          </Fact>
        )}
        <Fact label="Tokens in">
          <FigureView figure={formatTotal(run.inputTokens, 'tokens')} />
        </Fact>
        <Fact label="Out">
          <FigureView figure={formatTotal(run.outputTokens, 'tokens')} />
        </Fact>
        <Fact label="Cost">
          <FigureView figure={formatTotal(run.cost, 'dollars')} />
        </Fact>
        {run.models.length > 0 && <Fact label="Models">{toVisible(run.models.join(', '))}</Fact>}
      </div>
      <RunRelations run={answer} />
      <Note note={run.note} onEdit={() => onEdit(target, 'note')} />
      {(ledger.length > 0 || spans.length < total) && (
        <ul className={styles.gaps} aria-label="What is missing">
          {spans.length < total && (
            <Gap
              label={`${formatCount(spans.length)} of ${formatNumberOf(total, 'span')} shown`}
              explanation={
                isBeginning
                  ? 'The others are being read.'
                  : 'The view takes this many spans at once; the others are stored.'
              }
            />
          )}
          {ledger.map(entry => (
            <Gap key={entry.gap} {...describeGap(entry)} />
          ))}
        </ul>
      )}
    </header>
  )
}

function Started({ startedAt }: { readonly startedAt: string }) {
  const unixMs = toMilliseconds(startedAt)
  const age = useClock(({ nowMs }) => formatAge(unixMs, nowMs))
  return (
    <Fact label="Started">
      <time data-tip={formatExactTime(unixMs)}>{age}</time>
    </Fact>
  )
}

interface FactProps {
  readonly label: string
  readonly isBad?: boolean
  readonly children: ReactNode
}

function Fact({ label, isBad = false, children }: FactProps) {
  return (
    <span className={styles.fact} data-bad={isBad || undefined}>
      <span className={styles.label}>{label}</span>
      <span className={styles.value}>{children}</span>
    </span>
  )
}

function Gap({ label, explanation }: { readonly label: string; readonly explanation: string }) {
  return (
    <li className={styles.gap} data-tip={explanation}>
      <Icon name="info" size={12} />
      {label}
    </li>
  )
}
