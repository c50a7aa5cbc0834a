import { useRef, useState } from 'react'
import type { ComparedRun } from '#contract/diff.ts'
import type { RunSummary } from '#contract/run.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo } from '../../state/location.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import headerStyles from './compare.module.css'
import styles from './compare-several.module.css'
import { listTotals } from './list-totals.ts'
import { Quoted } from './verdict.tsx'

/** As many as one answer holds. */
const MOST_RUNS = 21
const COLUMNS = ['Steps', 'Model calls', 'Errors', 'Tokens in', 'Tokens out', 'Cost', 'Duration']

/** Several runs against the first: a row each, with what it came to and how it differs. */
export function CompareSeveral({ runIds }: { readonly runIds: readonly string[] }) {
  const [left = '', ...all] = [...new Set(runIds)]
  const others = all.slice(0, MOST_RUNS - 1)
  const { value, error } = useOperation('diff.several', { left, others })
  const [selected, setSelected] = useState(0)
  const body = useRef<HTMLTableSectionElement>(null)

  function open(run: RunSummary | undefined): void {
    if (run !== undefined) goTo({ view: 'compare', left, right: run.runId })
  }

  function move(to: number): void {
    const index = Math.max(0, Math.min(others.length - 1, to))
    setSelected(index)
    body.current?.children[index + 1]?.scrollIntoView({ block: 'nearest' })
  }

  useKeys('Compare', [
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next run',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(selected + 1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous run', run: () => move(selected - 1) },
    {
      keys: ['Enter'],
      label: 'Compare it with the first, step by step',
      hint: { keys: ['Enter'], label: 'Step by step' },
      run: () => open(value?.runs[selected]?.run),
    },
    { keys: ['Escape'], label: 'Back', run: () => window.history.back() },
  ])

  return (
    <main className={headerStyles.panel} aria-label="Compare" aria-busy={value === undefined && !error}>
      <header className={headerStyles.header}>
        <h1 className={headerStyles.title}>Compare {formatNumberOf(others.length + 1, 'run')}</h1>
      </header>
      {error !== undefined && <Notice icon="warning" title={describeFailure(error)} />}
      {value !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys
        <section className={styles.scroller} aria-label="Runs" tabIndex={0}>
          <table className={styles.table} aria-label="Runs compared with the first">
            <thead>
              <tr>
                <th scope="col">Run</th>
                <th scope="col">Alike</th>
                {COLUMNS.map(column => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={body}>
              <BaseRow run={value.left} compared={value.runs[0]} />
              {value.runs.map((compared, index) => (
                <OtherRow
                  key={compared.run.runId}
                  compared={compared}
                  isSelected={index === selected}
                  onOpen={() => open(compared.run)}
                />
              ))}
            </tbody>
          </table>
          {all.length > others.length && (
            <p className={styles.note}>The first {MOST_RUNS} of the chosen runs are compared at once.</p>
          )}
        </section>
      )}
    </main>
  )
}

/** What all the others are compared with. */
function BaseRow({
  run,
  compared,
}: {
  readonly run: RunSummary
  readonly compared: ComparedRun | undefined
}) {
  return (
    <tr>
      <th scope="row">
        <Name run={run} />
        <span className={styles.verdict}>the run the others are compared with</span>
      </th>
      <td />
      {figuresOf(compared).map(({ label, left }) => (
        <td key={label}>
          <FigureView figure={left} />
        </td>
      ))}
    </tr>
  )
}

interface OtherRowProps {
  readonly compared: ComparedRun
  readonly isSelected: boolean
  readonly onOpen: () => void
}

function OtherRow({ compared, isSelected, onOpen }: OtherRowProps) {
  return (
    <tr aria-current={isSelected ? 'true' : undefined}>
      <th scope="row">
        <button type="button" className={styles.open} onClick={onOpen}>
          <Name run={compared.run} />
        </button>
        <span className={styles.verdict}>
          <Quoted text={compared.verdict} />
        </span>
      </th>
      <td>{Math.floor(compared.similarity * 100)} %</td>
      {figuresOf(compared).map(({ label, right, delta, tone }) => (
        <td key={label}>
          <FigureView figure={right} />
          <span className={styles.delta} data-tone={tone}>
            <FigureView figure={delta} />
          </span>
        </td>
      ))}
    </tr>
  )
}

function figuresOf(compared: ComparedRun | undefined) {
  if (compared === undefined) return []
  const rows = listTotals({ totals: compared.totals, byModel: [] })
  return rows.filter(({ label }) => COLUMNS.includes(label))
}

function Name({ run }: { readonly run: RunSummary }) {
  return (
    <span className={styles.name}>
      <StatusDot status={run.status} />
      {toVisible(run.name)}
      <code>{run.runId.slice(0, 8)}</code>
    </span>
  )
}
