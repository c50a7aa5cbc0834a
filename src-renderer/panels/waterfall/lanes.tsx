import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { SpanSummary } from '#contract/span.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { showWindow, useWaterfallView } from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { type Lane, laneOf } from '../../tree/lanes.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import { BarsLayer } from './bars-layer.tsx'
import { endOf } from './draw-bars.ts'
import { findAt } from './find-at.ts'
import styles from './lanes.module.css'
import { createScale, fitTo } from './scale.ts'
import { TimeCursor } from './time-cursor.tsx'
import { TimeHeader } from './time-header.tsx'
import { useTimeGestures } from './use-time-gestures.ts'
import frame from './waterfall.module.css'

interface LanesProps {
  readonly tree: SpanTree
  readonly lanes: readonly Lane[]
  readonly axis: TimeAxis
  readonly nowNs: number
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
}

const ROW_HEIGHT = 28
const OVERSCAN = 6
const SLACK_PIXELS = 5

/** What each agent did and when, a line for each thing it did at once. */
export function Lanes({ tree, lanes, axis, nowNs, selectedId, onSelect }: LanesProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const track = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: lanes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]?.index ?? 0
  const shown = lanes.slice(first, (items.at(-1)?.index ?? -1) + 1)
  const selected = tree.spans.get(selectedId ?? '')
  const selectedLane = selected && laneOf(lanes, selected.spanId)
  useTimeGestures(scroller, track, axis)

  function spanAt(y: number, atNs: number, slackNs: number): SpanSummary | undefined {
    const top = content.current?.getBoundingClientRect().top ?? 0
    const lane = lanes[Math.floor((y - top) / ROW_HEIGHT)]
    return lane && findAt(lane.spans, atNs, slackNs, nowNs)
  }

  function spanUnder({ clientX, clientY }: { clientX: number; clientY: number }): SpanSummary | undefined {
    const box = track.current?.getBoundingClientRect()
    if (box === undefined || clientX < box.left) return undefined
    const scale = createScale(axis, useWaterfallView.getState().window, box.width)
    const x = clientX - box.left
    return spanAt(clientY, scale.nsAt(x), scale.nsAt(x + SLACK_PIXELS) - scale.nsAt(x))
  }

  return (
    <div className={frame.frame}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys move through the spans of the lanes */}
      <div
        ref={scroller}
        className={frame.scroller}
        role="tree"
        aria-label="Spans by agent"
        aria-activedescendant={selectedLane && `lane-${lanes.indexOf(selectedLane)}`}
        tabIndex={0}
        onClick={event => {
          const span = spanUnder(event)
          if (span !== undefined) onSelect(span.spanId)
        }}
        onDoubleClick={event => {
          const span = spanUnder(event)
          if (span !== undefined) showWindow(fitTo(axis, span.startNs, endOf(span, nowNs)))
        }}
      >
        <div className={styles.inner} role="presentation">
          <div className={frame.header} aria-hidden="true">
            <span>Agent</span>
            <TimeHeader tree={tree} axis={axis} nowNs={nowNs} track={track} />
          </div>
          <div
            ref={content}
            className={frame.rows}
            role="presentation"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {shown.map((lane, index) => (
              <LaneRow
                key={lane.laneId}
                lane={lane}
                index={first + index}
                selected={lane === selectedLane ? selected : undefined}
              />
            ))}
            <BarsLayer
              tree={tree}
              axis={axis}
              nowNs={nowNs}
              rows={shown.map(({ spans }, index) => ({ top: index * ROW_HEIGHT, spans }))}
              top={first * ROW_HEIGHT}
              height={Math.max(1, shown.length) * ROW_HEIGHT}
              rowHeight={ROW_HEIGHT}
              hasNames
              selectedId={selectedId}
            />
          </div>
        </div>
      </div>
      <TimeCursor area={scroller} track={track} axis={axis} nowNs={nowNs} spanAt={spanAt} />
    </div>
  )
}

interface LaneRowProps {
  readonly lane: Lane
  readonly index: number
  readonly selected: SpanSummary | undefined
}

function LaneRow({ lane, index, selected }: LaneRowProps) {
  const { agentName, position, lanes, spans } = lane
  const name = agentName === null ? 'no agent named' : toVisible(agentName)
  const count = formatNumberOf(spans.length, 'span')
  const which = lanes > 1 ? `, lane ${position} of ${lanes}` : ''
  return (
    <div
      id={`lane-${index}`}
      className={styles.lane}
      role="treeitem"
      tabIndex={-1}
      aria-level={1}
      aria-selected={selected !== undefined}
      aria-label={`${name}${which}: ${count}${selected === undefined ? '' : `, at ${toVisible(selected.name)}`}`}
      data-first={position === 1 || undefined}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
    >
      {position === 1 && (
        <span className={styles.name}>
          <KindIcon kind="agent" />
          <span className={styles.text}>{name}</span>
        </span>
      )}
      {position > 1 && <span className={styles.more}>at the same time</span>}
    </div>
  )
}
