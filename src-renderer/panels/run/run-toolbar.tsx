import type { Ref } from 'react'
import { formatCount } from '../../format/format-count.ts'
import { showInstead } from '../../state/location.ts'
import { collapse, expandAll, filterSpans, useSpanRowsView } from '../../state/span-rows-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import { IconButton } from '../../widgets/button.tsx'
import { SearchField } from '../../widgets/search-field.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import styles from './run.module.css'
import { listParents } from './use-run-keys.ts'

interface RunToolbarProps {
  readonly tree: SpanTree
  readonly rows: readonly SpanRow[]
  readonly runId: string
  readonly selectedId: string | undefined
  readonly show: 'waterfall' | 'graph'
  readonly field: Ref<HTMLInputElement>
}

const VIEWS = [
  { id: 'waterfall', label: 'Waterfall' },
  { id: 'graph', label: 'Graph' },
] as const

export function RunToolbar({ tree, rows, runId, selectedId, show, field }: RunToolbarProps) {
  const filter = useSpanRowsView(view => view.filter)
  const matches = rows.filter(row => !row.isContext).length
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
            <SearchField
              label="Filter the spans"
              value={filter}
              onChange={filterSpans}
              keys="f"
              field={field}
            />
          </div>
          {filter !== '' && <span className={styles.matches}>{formatCount(matches)}</span>}
          <span className={styles.space} />
          <IconButton
            icon="collapse-all"
            label="Collapse all"
            keys="-"
            onClick={() => collapse(listParents(tree))}
          />
          <IconButton icon="expand-all" label="Expand all" keys="+" onClick={expandAll} />
        </>
      )}
    </div>
  )
}
