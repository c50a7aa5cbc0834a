import { useKeys } from '../../keys/use-keys.ts'
import { type CallRange, showLook, showRange, useContextView } from '../../state/context-view.ts'
import { zoomRange } from './lay-out-columns.ts'
import type { Spot } from './map-geometry.ts'
import type { MapData } from './read-map-data.ts'
import { blockAt } from './spot-line.tsx'

interface ContextKeys {
  readonly data: MapData
  readonly range: CallRange
  readonly selectedCall: number | undefined
  readonly cursor: Spot | undefined
  readonly select: (call: number) => void
  readonly setCursor: (spot: Spot) => void
  readonly goTo: (spanId: string) => void
}

const ZOOM = 1.6

export function useContextKeys(keys: ContextKeys): void {
  const { data, range, selectedCall, cursor, select, setCursor, goTo } = keys
  const last = data.context.calls.length - 1

  function step(by: number): void {
    const next = selectedCall === undefined ? Math.floor(range.from) : selectedCall + by
    select(Math.max(0, Math.min(last, next)))
  }

  function climb(by: number): void {
    if (selectedCall === undefined) return
    const top = (data.context.calls[selectedCall]?.promptLength ?? 0) - 1
    const position = cursor?.position === undefined ? (by > 0 ? 0 : top) : cursor.position + by
    setCursor({ call: selectedCall, position: Math.max(0, Math.min(top, position)) })
  }

  function zoom(factor: number): void {
    const around = (selectedCall ?? (range.from + range.to) / 2) + 0.5
    const { from, to } = zoomRange(range, factor, around, last + 1)
    const next = { from: Math.floor(from), to: Math.floor(from) + Math.round(to - from) }
    showRange(next.to - next.from > last ? null : next)
  }

  function goToSource(): void {
    const block = cursor && blockAt(data, cursor)
    if (block?.sourceSpanId) goTo(block.sourceSpanId)
  }

  useKeys(
    'Context map',
    [
      {
        keys: ['ArrowRight'],
        label: 'Next call',
        hint: { keys: ['ArrowLeft', 'ArrowRight'], label: 'Call' },
        run: () => step(1),
      },
      { keys: ['ArrowLeft'], label: 'Previous call', run: () => step(-1) },
      {
        keys: ['ArrowUp'],
        label: 'Next block of the call',
        hint: { keys: ['ArrowUp', 'ArrowDown'], label: 'Block' },
        run: () => climb(1),
      },
      { keys: ['ArrowDown'], label: 'Previous block of the call', run: () => climb(-1) },
      { keys: ['Home'], label: 'First call', run: () => select(0) },
      { keys: ['End'], label: 'Last call', run: () => select(last) },
      {
        keys: ['o'],
        label: 'Go to the step that the block came from',
        hint: { keys: ['o'], label: 'Source' },
        run: goToSource,
      },
      {
        keys: ['+', '='],
        label: 'Fewer calls, wider',
        hint: { keys: ['+', '-'], label: 'Zoom' },
        run: () => zoom(1 / ZOOM),
      },
      { keys: ['-'], label: 'More calls', run: () => zoom(ZOOM) },
      { keys: ['0'], label: 'All calls', run: () => showRange(null) },
      {
        keys: ['v'],
        label: 'Map or table',
        hint: { keys: ['v'], label: 'Table' },
        run: () => showLook(useContextView.getState().look === 'map' ? 'table' : 'map'),
      },
    ],
    'picture',
  )
}
