import { useEffect, useMemo, useRef } from 'react'
import type { Run as RunAnswer } from '#contract/run.ts'
import type { SpanSummary } from '#contract/span.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { goTo, type Picture, RUNS, showInstead } from '../../state/location.ts'
import { beginPlayhead } from '../../state/playhead.ts'
import { beginRun, collapse, expand, useSpanRowsView } from '../../state/span-rows-view.ts'
import { showToast } from '../../state/toasts.ts'
import { beginWaterfall } from '../../state/waterfall-view.ts'
import { buildSpanTree } from '../../tree/build-span-tree.ts'
import { listAncestors } from '../../tree/find-span.ts'
import { listRows, type SpanRow } from '../../tree/list-rows.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { SplitPane } from '../../widgets/split-pane.tsx'
import { Inspector } from '../inspector/inspector.tsx'
import { type LabelTarget, NO_LABELS } from '../labels/target.ts'
import { useLabelKeys } from '../labels/use-label-keys.tsx'
import { useReplayKeys } from '../replay/use-replay-keys.ts'
import { useTimeKeys } from '../waterfall/use-time-keys.ts'
import { chooseFirstSpan } from './choose-first-span.ts'
import { PlayheadBar } from './playhead-bar.tsx'
import styles from './run.module.css'
import { RunHeader } from './run-header.tsx'
import { RunPicture } from './run-picture.tsx'
import { RunToolbar } from './run-toolbar.tsx'
import { useFrozen } from './use-frozen.ts'
import { useLanes } from './use-lanes.ts'
import { useNowNs } from './use-now-ns.ts'
import { useRun } from './use-run.ts'
import { useRunKeys } from './use-run-keys.ts'
import { useStepThrough } from './use-step-through.ts'
import { useTimeAxis } from './use-time-axis.ts'

interface RunProps {
  readonly runId: string
  readonly spanId: string | undefined
  readonly show: Picture
}

export function Run({ runId, spanId, show }: RunProps) {
  const { value, error, isBeginning } = useRun(runId)

  useEffect(() => {
    beginRun(runId)
    beginPlayhead(runId)
    beginWaterfall(runId)
  }, [runId])
  useEffect(() => {
    document.title = `${value === undefined ? 'Run' : toVisible(value.run.name)} – Runback`
  }, [value])

  if (value !== undefined)
    return <LoadedRun run={value} isBeginning={isBeginning} spanId={spanId} show={show} />
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
  readonly isBeginning: boolean
}

function LoadedRun({ run: latest, isBeginning, spanId, show }: LoadedRunProps) {
  const isFrozen = useSpanRowsView(view => view.isFrozen)
  const run = useFrozen(latest, isFrozen)
  const { runId } = run.run
  const collapsed = useSpanRowsView(view => view.collapsed)
  const filter = useSpanRowsView(view => view.filter)
  const filterField = useRef<HTMLInputElement>(null)
  const tree = useMemo(() => buildSpanTree(run.spans), [run.spans])
  const outline = useMemo(() => listRows(tree, { collapsed, filter }), [tree, collapsed, filter])
  const nowNs = useNowNs(run.run, tree, isFrozen)
  const axis = useTimeAxis(tree, nowNs)
  const lanes = useLanes(tree, filter === '' ? undefined : outline)
  const rows = lanes?.rows ?? outline
  const firstId = useRef<string>(undefined)
  firstId.current ??= chooseFirstSpan(tree)
  const selectedId =
    spanId !== undefined && (isBeginning || tree.spans.has(spanId)) ? spanId : firstId.current
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

  const stepThrough = useStepThrough(run.spans, axis, select, text => showToast({ tone: 'plain', text }))
  useTimeKeys({ axis, nowNs, selected, isShown: show === 'waterfall' })
  useReplayKeys('Run', runId, selected?.kind === 'llm' ? selected.spanId : undefined)
  useRunKeys({
    tree,
    rows,
    selectedId,
    select,
    turn,
    showAs: next => showInstead({ view: 'run', runId, spanId: selectedId, show: next }),
    focusFilter: () => filterField.current?.focus(),
    stepThrough,
  })

  return (
    <main className={styles.panel} aria-label="Run">
      <RunHeader run={run} isBeginning={isBeginning} onEdit={labelling.edit} />
      <SplitPane
        label="Width of the inspector"
        name="run"
        defaultPercent={54}
        left={
          <div className={styles.side}>
            <RunToolbar
              tree={tree}
              rows={rows}
              show={show}
              field={filterField}
              runId={runId}
              selectedId={selectedId}
              isLive={latest.run.state === 'open' || latest.run.state === 'reopened'}
              waiting={latest.total - run.total}
            />
            <div className={styles.left} id="run-view">
              <RunPicture
                runId={runId}
                show={show}
                tree={tree}
                rows={rows}
                lanes={lanes?.lanes}
                axis={axis}
                nowNs={nowNs}
                selectedId={selectedId}
                onSelect={select}
                onTurn={turn}
              />
            </div>
            <PlayheadBar stepThrough={stepThrough} axis={axis} />
          </div>
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
