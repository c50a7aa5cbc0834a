import { lazy, Suspense, useEffect, useMemo, useRef } from 'react'
import type { Run as RunAnswer } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { toVisible } from '../../format/visible-text.ts'
import { goTo, RUNS, showInstead } from '../../state/location.ts'
import { beginRun, collapse, expand, useSpanRowsView } from '../../state/span-rows-view.ts'
import { buildSpanTree } from '../../tree/build-span-tree.ts'
import { listAncestors } from '../../tree/find-span.ts'
import { listRows, type SpanRow } from '../../tree/list-rows.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { SplitPane } from '../../widgets/split-pane.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import { type LabelTarget, NO_LABELS } from '../labels/target.ts'
import { useLabelKeys } from '../labels/use-label-keys.tsx'
import { chooseFirstSpan } from './choose-first-span.ts'
import styles from './run.module.css'
import { RunHeader } from './run-header.tsx'
import { RunToolbar } from './run-toolbar.tsx'
import { SpanRows } from './span-rows.tsx'
import { useRunKeys } from './use-run-keys.ts'

interface RunProps {
  readonly runId: string
  readonly spanId: string | undefined
  readonly show: 'waterfall' | 'graph'
}

const SPANS_AT_MOST = 100_000

/** Loaded when it is first looked at: it brings a library of its own. */
const Graph = lazy(async () => ({ default: (await import('../graph/graph.tsx')).Graph }))

export function Run({ runId, spanId, show }: RunProps) {
  const { value, error } = useOperation('runs.get', { runId, limit: SPANS_AT_MOST })

  useEffect(() => beginRun(runId), [runId])
  useEffect(() => {
    document.title = `${value === undefined ? 'Run' : toVisible(value.run.name)} – Runback`
  }, [value])

  if (value !== undefined) return <LoadedRun run={value} spanId={spanId} show={show} />
  if (error === undefined) return <main className={styles.panel} aria-label="Run" aria-busy="true" />
  return (
    <main className={styles.panel} aria-label="Run">
      <Notice icon="warning" title={describeFailure(error)}>
        <Button onClick={() => goTo(RUNS)}>Back to the runs</Button>
      </Notice>
    </main>
  )
}

interface LoadedRunProps extends Omit<RunProps, 'runId'> {
  readonly run: RunAnswer
}

function LoadedRun({ run, spanId, show }: LoadedRunProps) {
  const { runId } = run.run
  const collapsed = useSpanRowsView(view => view.collapsed)
  const filter = useSpanRowsView(view => view.filter)
  const filterField = useRef<HTMLInputElement>(null)
  const tree = useMemo(() => buildSpanTree(run.spans), [run.spans])
  const rows = useMemo(() => listRows(tree, { collapsed, filter }), [tree, collapsed, filter])
  const firstId = useRef<string>(undefined)
  firstId.current ??= chooseFirstSpan(tree)
  const selectedId = spanId !== undefined && tree.spans.has(spanId) ? spanId : firstId.current
  const selected = tree.spans.get(selectedId ?? '')

  function select(next: string): void {
    showInstead({ view: 'run', runId, spanId: next, show })
  }

  function turn(row: SpanRow): void {
    if (row.isCollapsed) expand([row.span.spanId])
    else collapse([row.span.spanId])
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a moved selection opens what hides it
  useEffect(() => {
    if (spanId !== undefined) expand(listAncestors(tree, spanId))
  }, [spanId])

  const labelling = useLabelKeys('Run', { runId, name: run.run.name, labels: run.run })
  const spanTarget = selected && spanTargetOf(run, selected)
  const spanLabelling = useLabelKeys('Run', spanTarget, 'span')

  useRunKeys({
    tree,
    rows,
    selectedId,
    select,
    turn,
    showAs: next => showInstead({ view: 'run', runId, spanId: selectedId, show: next }),
    focusFilter: () => filterField.current?.focus(),
  })

  return (
    <main className={styles.panel} aria-label="Run">
      <RunHeader run={run} onEdit={labelling.edit} />
      <SplitPane
        label="Width of the inspector"
        name="run"
        defaultPercent={54}
        left={
          <>
            <RunToolbar
              tree={tree}
              rows={rows}
              show={show}
              field={filterField}
              runId={runId}
              selectedId={selectedId}
            />
            <div className={styles.left} id="run-view">
              {show === 'graph' ? (
                <Suspense>
                  <Graph tree={tree} selectedId={selectedId} onSelect={select} />
                </Suspense>
              ) : rows.length === 0 ? (
                <Notice
                  icon="search"
                  title={tree.spans.size === 0 ? 'No spans yet' : 'No span fits the filter'}
                />
              ) : (
                <SpanRows
                  rows={rows}
                  selectedId={selectedId}
                  axisNs={tree.endNs}
                  onSelect={select}
                  onTurn={turn}
                />
              )}
            </div>
          </>
        }
        right={<Inspector runId={runId} span={selected} labels={spanTarget} onEdit={spanLabelling.edit} />}
      />
      {labelling.dialog}
      {spanLabelling.dialog}
    </main>
  )
}

function spanTargetOf({ run, spanLabels }: RunAnswer, { spanId, name }: SpanSummary): LabelTarget {
  const labels = spanLabels.find(each => each.spanId === spanId) ?? NO_LABELS
  return { runId: run.runId, spanId, name, labels }
}
