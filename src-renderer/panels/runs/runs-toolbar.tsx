import { type Ref, useMemo, useRef, useState } from 'react'
import { runFields } from '#contract/filter/field.ts'
import { importFiles } from '../../actions/import-files.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { filterRuns, rememberFilter, useRunsFilter } from '../../state/runs-filter.ts'
import { changeRunsTable, useRunsTableView } from '../../state/runs-table-view.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { FilterField } from '../../widgets/filter-field.tsx'
import type { FilterKnowledge } from '../../widgets/suggest-filter.ts'
import { ColumnsMenu } from './columns-menu.tsx'
import { FiltersMenu } from './filters-menu.tsx'
import styles from './runs-toolbar.module.css'

interface RunsToolbarProps {
  readonly field: Ref<HTMLInputElement>
  readonly total: number | undefined
}

export function RunsToolbar({ field, total }: RunsToolbarProps) {
  const text = useRunsFilter(filter => filter.text)
  const showsFacets = useRunsTableView(view => view.showsFacets)
  const [isTyping, setTyping] = useState(false)
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Filter the runs">
      <h1 className={styles.title}>Runs</h1>
      <IconButton
        icon="facets"
        label="Facets"
        keys="f"
        aria-pressed={showsFacets}
        onClick={() => changeRunsTable({ showsFacets: !showsFacets })}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears that the field within has the focus */}
      <div className={styles.field} onFocus={() => setTyping(true)} onBlur={() => setTyping(false)}>
        <FilterField
          label="Filter: model:gpt-5 cost>0.1 status:error"
          value={text}
          onChange={filterRuns}
          onDone={() => {
            rememberFilter()
            document.querySelector<HTMLElement>('[role=table][aria-label=Runs]')?.focus()
          }}
          knowledge={useRunKnowledge(isTyping)}
          keys="/"
          field={field}
        />
      </div>
      <FiltersMenu />
      <span className={styles.total} role="status">
        {total === undefined ? '' : formatNumberOf(total, 'run')}
      </span>
      <ColumnsMenu />
      <ImportButton />
    </div>
  )
}

/** The values that are recorded, for the list that opens while typing; counted only then. */
function useRunKnowledge(isTyping: boolean): FilterKnowledge {
  const facets = useOperation('runs.facets', isTyping ? { limit: 200 } : undefined).value
  return useMemo(() => {
    const byField: Readonly<Record<string, readonly { readonly value: string; readonly runs: number }[]>> =
      facets ?? {}
    return {
      fields: runFields,
      valuesOf: field => (byField[field] ?? []).map(({ value, runs }) => ({ value, count: runs })),
    }
  }, [facets])
}

export function ImportButton() {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button icon="import" onClick={() => input.current?.click()}>
        Import…
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Trace files"
        onChange={event => {
          void importFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </>
  )
}
