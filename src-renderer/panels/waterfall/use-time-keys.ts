import type { SpanSummary } from '#contract/span.ts'
import type { KeyBinding } from '../../keys/key-layers.ts'
import { useKeys } from '../../keys/use-keys.ts'
import {
  showWindow,
  toggleFolding,
  toggleLanes,
  togglePath,
  useWaterfallView,
} from '../../state/waterfall-view.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { endOf } from './draw-bars.ts'
import { createScale, fitTo, panBy, zoomAt } from './scale.ts'

interface TimeKeys {
  readonly axis: TimeAxis
  readonly nowNs: number
  readonly selected: SpanSummary | undefined
  readonly isShown: boolean
}

const ZOOM_STEP = 1.5
const PAN_STEP = 0.15
/** Keys know no pixels: the window is cut into parts of its own width. */
const WIDTH = 1_000
const NONE: readonly KeyBinding[] = []

export function useTimeKeys({ axis, nowNs, selected, isShown }: TimeKeys): void {
  const scaleNow = () => createScale(axis, useWaterfallView.getState().window, WIDTH)

  /** At the selected span where it is visible, else at the middle. */
  function zoom(factor: number): void {
    const scale = scaleNow()
    const x = selected === undefined ? -1 : scale.xOf((selected.startNs + endOf(selected, nowNs)) / 2)
    showWindow(zoomAt(scale, factor, x >= 0 && x <= WIDTH ? x : WIDTH / 2))
  }

  function pan(part: number): void {
    showWindow(panBy(scaleNow(), part * WIDTH))
  }

  function fit(): void {
    if (selected !== undefined) showWindow(fitTo(axis, selected.startNs, endOf(selected, nowNs)))
  }

  useKeys(
    'Waterfall',
    !isShown
      ? NONE
      : [
          {
            keys: ['+', '='],
            label: 'Zoom in on time',
            hint: { keys: ['+', '-'], label: 'Zoom' },
            run: () => zoom(ZOOM_STEP),
          },
          { keys: ['-'], label: 'Zoom out', run: () => zoom(1 / ZOOM_STEP) },
          { keys: ['0'], label: 'Show all of the run', run: () => showWindow(null) },
          { keys: ['o'], label: 'Zoom to the span', run: fit },
          {
            keys: ['a'],
            label: 'Earlier',
            hint: { keys: ['a', 'd'], label: 'Pan' },
            run: () => pan(-PAN_STEP),
          },
          { keys: ['d'], label: 'Later', run: () => pan(PAN_STEP) },
          { keys: ['i'], label: 'Fold pauses, or show them', run: toggleFolding },
          { keys: ['p'], label: 'Show the critical path, or hide it', run: togglePath },
          { keys: ['L'], label: 'A lane for each agent, or the tree', run: toggleLanes },
        ],
    'picture',
  )
}
