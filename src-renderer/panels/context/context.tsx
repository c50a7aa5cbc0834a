import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { chooseSteps } from '#contract/choose-steps.ts'
import type { RunContext } from '#contract/context.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { beginContext, showLook, showRange, useContextView } from '../../state/context-view.ts'
import { useSpanRowsView } from '../../state/span-rows-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import styles from './context.module.css'
import { ContextLegend } from './context-legend.tsx'
import { ContextMap } from './context-map.tsx'
import { ContextTable } from './context-table.tsx'
import { reveal } from './lay-out-columns.ts'
import type { Spot } from './map-geometry.ts'
import { type MapData, readMapData } from './read-map-data.ts'
import { SpotLine } from './spot-line.tsx'
import { useContextKeys } from './use-context-keys.ts'

interface ContextProps {
  readonly runId: string
  readonly tree: SpanTree
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
}

const LOOKS = [
  { id: 'map', label: 'Map' },
  { id: 'table', label: 'Table' },
] as const

/** What every call of the run was sent: calls from left to right, their prompts from the ground up. */
export function Context(props: ContextProps) {
  const { value, error } = useOperation('runs.context', { runId: props.runId })
  const isFrozen = useSpanRowsView(view => view.isFrozen)
  const held = useRef<RunContext>(undefined)
  if (!isFrozen || held.current === undefined) held.current = value
  const context = held.current
  useEffect(() => beginContext(props.runId), [props.runId])
  if (context === undefined && error !== undefined)
    return <Notice icon="warning" title={describeFailure(error)} />
  if (context === undefined)
    return <section className={styles.context} aria-label="Context map" aria-busy="true" />
  if (context.calls.length === 0) return <Notice icon="info" title={sayNothing(context.withoutContent)} />
  return <LoadedContext {...props} context={context} />
}

function sayNothing(withoutContent: number): string {
  return withoutContent === 0
    ? 'No call of a model yet: what each one is sent will be drawn here.'
    : `The prompts of ${formatNumberOf(withoutContent, 'call')} were not recorded. Let the sender capture message content.`
}

function LoadedContext({
  tree,
  selectedId,
  onSelect,
  context,
}: ContextProps & { readonly context: RunContext }) {
  const spanOf = useCallback((spanId: string) => tree.spans.get(spanId), [tree])
  const data = useMemo(() => readMapData(context, spanOf), [context, spanOf])
  const steps = useMemo(() => numberSteps(tree), [tree])
  const { look, range: chosen } = useContextView()
  const count = context.calls.length
  const range = chosen ?? { from: 0, to: count }
  const selectedCall = useSelectedCall(data, selectedId)
  const [cursor, setCursor] = useState<Spot>()
  const [hovered, setHovered] = useState<Spot>()
  const held = cursor !== undefined && cursor.call === selectedCall ? cursor : undefined

  function select(call: number, position?: number): void {
    const span = context.calls[call]
    if (span === undefined) return
    setCursor({ call, position })
    if (chosen !== null) showRange(reveal(chosen, call, count))
    onSelect(span.spanId)
  }

  useContextKeys({ data, range, selectedCall, cursor: held, select, setCursor, goTo: onSelect })
  const spot =
    hovered ?? held ?? (selectedCall === undefined ? undefined : { call: selectedCall, position: undefined })
  return (
    <section className={styles.context} aria-label="Context map">
      <div className={styles.bar}>
        <Tabs
          label="Look of the context map"
          look="boxed"
          tabs={LOOKS}
          selected={look}
          onSelect={showLook}
          controls="context"
        />
        <span className={styles.about}>{sayRange(data, range, chosen !== null)}</span>
        {chosen !== null && <Button onClick={() => showRange(null)}>All calls</Button>}
      </div>
      <div id="context" className={styles.body}>
        {look === 'map' ? (
          <ContextMap
            data={data}
            range={range}
            selectedCall={selectedCall}
            spot={hovered ?? held}
            onHover={setHovered}
            onSelect={select}
          />
        ) : (
          <ContextTable data={data} selectedCall={selectedCall} onSelect={select} />
        )}
      </div>
      <ContextLegend data={data} />
      <SpotLine
        data={data}
        spot={spot}
        known={{ spanOf, stepOf: spanId => steps.get(spanId) }}
        onGoTo={onSelect}
      />
    </section>
  )
}

/** The call that is selected, or that the selected span came after. */
function useSelectedCall({ context }: MapData, selectedId: string | undefined): number | undefined {
  const calls = useMemo(() => new Map(context.calls.map((call, index) => [call.spanId, index])), [context])
  return selectedId === undefined ? undefined : calls.get(selectedId)
}

function numberSteps(tree: SpanTree): Map<string, number> {
  return new Map(chooseSteps([...tree.spans.values()]).map((span, index) => [span.spanId, index + 1]))
}

function sayRange(
  { context, measures }: MapData,
  range: { from: number; to: number },
  isPart: boolean,
): string {
  const count = formatNumberOf(context.calls.length, 'call')
  const shown = isPart
    ? `calls ${formatCount(Math.floor(range.from) + 1)} to ${formatCount(Math.ceil(range.to))} of ${count}`
    : count
  const missing =
    context.withoutContent > 0 ? `, ${formatCount(context.withoutContent)} more without prompts` : ''
  const unit =
    measures.unit === 'tokens'
      ? 'heights are estimated tokens'
      : 'heights are bytes: no call tells its tokens'
  return `${shown}${missing} · ${unit}`
}
