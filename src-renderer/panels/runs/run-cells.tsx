import type { ReactNode } from 'react'
import type { Total } from '#contract/figure.ts'
import type { RunSummary } from '#contract/run.ts'
import type { RunOrder } from '#contract/run-order.ts'
import { formatCount } from '../../format/format-count.ts'
import { formatTotal } from '../../format/format-figure.ts'
import { toMilliseconds } from '../../format/format-time.ts'
import { toVisible } from '../../format/visible-text.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import { StarButton } from '../labels/star-button.tsx'
import { TagList } from '../labels/tag-list.tsx'
import type { LabelTarget } from '../labels/target.ts'
import { Age } from './age.tsx'
import styles from './run-cells.module.css'
import { RunDuration } from './run-duration.tsx'

/** What stands in each column, by its id. */
export const runCells: Readonly<Record<RunOrder, (run: RunSummary) => ReactNode>> = {
  star: run => <StarButton target={targetOf(run)} />,
  status: run => <StatusDot status={run.status} />,
  name: run => <NameCell run={run} />,
  agent: ({ agentName, serviceName }) => <Soft text={joinNames([agentName, serviceName])} />,
  models: ({ models }) => <Soft text={models.join(', ')} />,
  started: ({ startedAt }) => <Age unixMs={toMilliseconds(startedAt)} />,
  duration: run => <RunDuration run={run} />,
  cost: ({ cost }) => <TotalCell total={cost} unit="dollars" />,
  errors: ({ errorCount }) => <Count count={errorCount} isBad />,
  calls: ({ callCount }) => <Count count={callCount} />,
  tools: ({ toolCount }) => <Count count={toolCount} />,
  in: ({ inputTokens }) => <TotalCell total={inputTokens} unit="tokens" />,
  out: ({ outputTokens }) => <TotalCell total={outputTokens} unit="tokens" />,
  cached: ({ cacheReadTokens }) => <TotalCell total={cacheReadTokens} unit="tokens" />,
  spans: ({ spanCount }) => <Count count={spanCount} />,
  tags: run => <TagList labels={run} />,
  session: ({ sessionId }) => (
    <span className={styles.session} data-tip={toVisible(sessionId ?? '')}>
      {toVisible(sessionId ?? '')}
    </span>
  ),
}

export function targetOf(run: RunSummary): LabelTarget {
  return { runId: run.runId, name: run.name, labels: run }
}

function joinNames(names: readonly (string | null)[]): string {
  return [...new Set(names.filter(name => name !== null))].join(' · ')
}

function NameCell({ run }: { readonly run: RunSummary }) {
  return (
    <span className={styles.nameCell}>
      <span className={styles.name}>{toVisible(run.name)}</span>
      {run.note !== null && (
        <span className={styles.note} data-tip={toVisible(run.note.slice(0, 300))}>
          <Icon name="note" size={12} />
        </span>
      )}
    </span>
  )
}

function Soft({ text }: { readonly text: string }) {
  return (
    <span className={styles.soft} data-tip={toVisible(text)}>
      {toVisible(text)}
    </span>
  )
}

function TotalCell({ total, unit }: { readonly total: Total; readonly unit: 'tokens' | 'dollars' }) {
  return <FigureView figure={formatTotal(total, unit)} />
}

function Count({ count, isBad = false }: { readonly count: number; readonly isBad?: boolean }) {
  if (count === 0) return <span className={styles.zero}>0</span>
  return <span className={isBad ? styles.bad : undefined}>{formatCount(count)}</span>
}
