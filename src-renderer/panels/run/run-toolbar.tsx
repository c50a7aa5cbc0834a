import type { Ref } from 'react'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { type Picture, showInstead } from '../../state/location.ts'
import { collapse, expandAll, toggleFrozen, useSpanRowsView } from '../../state/span-rows-view.ts'
import {
  showWindow,
  toggleFolding,
  toggleLanes,
  togglePath,
  useWaterfallView,
} from '../../state/waterfall-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import { IconButton } from '../../widgets/button.tsx'
import { Icon } from '../../widgets/icon.tsx'
import { Kbd } from '../../widgets/kbd.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import styles from './run.module.css'
import { isReadable, SpanFilter } from './span-filter.tsx'
import { listParents } from './use-run-keys.ts'

interface RunToolbarProps {
  readonly tree: SpanTree
  readonly rows: readonly SpanRow[]
  readonly runId: string
  readonly selectedId: string | undefined
  readonly show: Picture
  readonly field: Ref<HTMLInputElement>
  /** Spans may still come in. */
  readonly isLive: boolean
  /** Spans that came since it was frozen. */
  readonly waiting: number
}

const VIEWS = [
  { id: 'waterfall', label: 'Waterfall' },
  { id: 'graph', label: 'Graph' },
  { id: 'context', label: 'Context map' },
] as const

export function RunToolbar(props: RunToolbarProps) {
  const { tree, rows, runId, selectedId, show, field, isLive, waiting } = props
  const isFrozen = useSpanRowsView(view => view.isFrozen)
  const isInLanes = useWaterfallView(view => view.isInLanes)
  const filter = useSpanRowsView(view => view.filter)
  const matches = isReadable(filter) ? rows.filter(row => !row.isContext).length : undefined
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Spans">
      <Tabs
        label="View of the run"
        look="boxed"
        tabs={VIEWS}
        selected={show}
        onSelect={next => showInstead({ view: 'run', runId, spanId: selectedId, show: next })}
        controls="run-view"
      />
      {show === 'waterfall' && (
        <>
          <div className={styles.filter}>
            <SpanFilter tree={tree} field={field} />
          </div>
          {matches !== undefined && <span className={styles.matches}>{formatCount(matches)}</span>}
          <span className={styles.space} />
          <TimeSwitches />
          {!isInLanes && (
            <span className={styles.folding}>
              <IconButton
                icon="collapse-all"
                label="Collapse all"
                keys="&lt;"
                onClick={() => collapse(listParents(tree))}
              />
              <IconButton icon="expand-all" label="Expand all" keys="&gt;" onClick={expandAll} />
            </span>
          )}
        </>
      )}
      {(isLive || isFrozen) && (
        <button type="button" className={styles.live} aria-pressed={isFrozen} onClick={toggleFrozen}>
          <Icon name="freeze" size={13} />
          {!isFrozen ? 'Freeze' : waiting === 0 ? 'Frozen' : `${formatNumberOf(waiting, 'new span')} waiting`}
          <Kbd keys="z" />
        </button>
      )}
    </div>
  )
}

/** How time is drawn. */
function TimeSwitches() {
  const { isFolding, isPathShown, isInLanes, window } = useWaterfallView()
  return (
    <>
      {window !== null && (
        <IconButton icon="fit" label="Show all of the run" keys="0" onClick={() => showWindow(null)} />
      )}
      <IconButton
        icon="lanes"
        label="Lanes by agent"
        keys="L"
        aria-pressed={isInLanes}
        onClick={toggleLanes}
      />
      <IconButton
        icon="path"
        label="Critical path: what the end of the run waited for"
        keys="p"
        aria-pressed={isPathShown}
        onClick={togglePath}
      />
      <IconButton
        icon="fold"
        label="Fold pauses in which nothing ran"
        keys="i"
        aria-pressed={isFolding}
        onClick={toggleFolding}
      />
    </>
  )
}
