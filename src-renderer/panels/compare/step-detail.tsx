import type { DiffRow, RunDiff, StepDiff } from '#contract/diff.ts'
import type { SpanSummary } from '#contract/span.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatDollars } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import { SafeText } from '../../widgets/safe-text.tsx'
import { ChangeView } from './change-view.tsx'
import styles from './detail.module.css'
import { NO_STEP, type TotalRow, totalRow } from './list-totals.ts'
import { FiguresTable } from './totals.tsx'
import { openStep } from './use-compare-keys.ts'
import { Quoted } from './verdict.tsx'
import { CAUSES, describeRow, stepTitle } from './words.ts'

interface StepDetailProps {
  readonly diff: RunDiff
  readonly row: number
  readonly isStrict: boolean
  readonly onSelect: (row: number) => void
}

const FIRST_OPEN = 3

/** What differs between two steps: why, in which texts, and in which figures. */
export function StepDetail({ diff, row: index, isStrict, onSelect }: StepDetailProps) {
  const row = diff.rows[index]
  const pair = row === undefined ? NOBODY : pairOf(diff, row)
  const asked = {
    left: diff.left.runId,
    right: diff.right.runId,
    leftSpan: pair.left?.spanId ?? null,
    rightSpan: pair.right?.spanId ?? null,
  }
  const { value, error } = useOperation('diff.step', isStrict ? { ...asked, rules: [] } : asked)
  if (row === undefined) return null
  const divergence = [diff.first, diff.parting].find(each => each?.row === index)
  return (
    <>
      <div className={styles.sides}>
        <SideTitle diff={diff} index={index} side="left" span={pair.left} />
        <SideTitle diff={diff} index={index} side="right" span={pair.right} />
      </div>
      <p className={styles.why}>
        {divergence == null ? (
          `${row.change === 'changed' ? 'Differs in: ' : ''}${describeRow(row)}`
        ) : (
          <>
            <strong>{CAUSES[divergence.cause]}.</strong> <Quoted text={sentenceCase(divergence.sentence)} />.
          </>
        )}
      </p>
      {error !== undefined && <p className={styles.problem}>{describeFailure(error)}</p>}
      {value !== undefined && <Changes key={index} diff={diff} step={value} onSelect={onSelect} />}
    </>
  )
}

function sentenceCase(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

interface Pair {
  readonly left: SpanSummary | undefined
  readonly right: SpanSummary | undefined
}

const NOBODY: Pair = { left: undefined, right: undefined }

/** A moved step stands beside itself in the other run. */
function pairOf({ leftSteps, rightSteps }: RunDiff, { left, right, counterpart }: DiffRow): Pair {
  const leftPlace = left ?? counterpart
  const rightPlace = right ?? counterpart
  return {
    left: leftPlace === null ? undefined : leftSteps[leftPlace],
    right: rightPlace === null ? undefined : rightSteps[rightPlace],
  }
}

interface SideTitleProps {
  readonly diff: RunDiff
  readonly index: number
  readonly side: 'left' | 'right'
  readonly span: SpanSummary | undefined
}

function SideTitle({ diff, index, side, span }: SideTitleProps) {
  const letter = side === 'left' ? 'A' : 'B'
  if (span === undefined) return <div className={styles.side}>{letter}: no such step</div>
  return (
    <div className={styles.side}>
      <span className={styles.letter}>{letter}</span>
      <KindIcon kind={span.kind} />
      <span className={styles.stepName}>{toVisible(stepTitle(span))}</span>
      <Button
        tone="quiet"
        aria-label={`Open the step in run ${letter}`}
        data-tip={`Open it in its run  ${letter.toLowerCase()}`}
        onClick={() => openStep(diff, index, side)}
      >
        open
      </Button>
      {span.errorMessage !== null && (
        <p className={styles.failure}>
          <SafeText text={span.errorMessage.slice(0, 2_000)} />
        </p>
      )}
    </div>
  )
}

interface ChangesProps {
  readonly diff: RunDiff
  readonly step: StepDiff
  readonly onSelect: (row: number) => void
}

function Changes({ diff, step, onSelect }: ChangesProps) {
  const { changes, moreChanges, parameters } = step
  return (
    <>
      {parameters.length > 0 && (
        <table className={styles.figures} aria-label="Parameters that differ">
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map(({ name, left, right }) => (
              <tr key={name}>
                <th scope="row">{toVisible(name)}</th>
                <td>{left === null ? 'not set' : toVisible(left)}</td>
                <td>{right === null ? 'not set' : toVisible(right)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes.map((change, index) => (
        <ChangeView
          // biome-ignore lint/suspicious/noArrayIndexKey: two blocks of one step may be equal
          key={index}
          change={change}
          beginsOpen={index < FIRST_OPEN}
          onSource={sourceRow => onSelect(sourceRow)}
          sourceRow={rowOfSource(diff, change.sourceStep, change.change === 'added' ? 'right' : 'left')}
        />
      ))}
      {moreChanges > 0 && (
        <p className={styles.note}>
          {formatCount(moreChanges)} more blocks differ. Open the steps to see them.
        </p>
      )}
      {changes.length === 0 && parameters.length === 0 && (
        <p className={styles.note}>Prompt, answer, arguments and result are the same.</p>
      )}
      <FiguresTable label="Figures of both steps" rows={figuresOf(step)} />
    </>
  )
}

/** A tool has no tokens, so that none are known says nothing. */
function figuresOf({ left, right, figures }: StepDiff): TotalRow[] {
  const isCall = left?.kind === 'llm' || right?.kind === 'llm'
  const rows = [
    totalRow('Duration', figures.durationNs, formatDuration),
    totalRow('Tokens in', figures.inputTokens, formatCount),
    totalRow('Tokens out', figures.outputTokens, formatCount),
    totalRow('Cost', figures.cost, formatDollars),
  ]
  return rows
    .filter(row => isCall || row.left.isKnown || row.right.isKnown)
    .map(row => ({
      ...row,
      ...(left === null ? { left: NO_STEP, delta: NO_STEP } : {}),
      ...(right === null ? { right: NO_STEP, delta: NO_STEP } : {}),
    }))
}

function rowOfSource(
  { rows }: RunDiff,
  sourceStep: number | null,
  side: 'left' | 'right',
): number | undefined {
  if (sourceStep === null) return undefined
  const row = rows.findIndex(each => each[side] === sourceStep)
  return row === -1 ? undefined : row
}
