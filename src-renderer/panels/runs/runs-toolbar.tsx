import { type Ref, useRef } from 'react'
import type { Status } from '#contract/span.ts'
import { importFiles } from '../../actions/import-files.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { filterRuns, useRunsFilter } from '../../state/runs-filter.ts'
import { Button } from '../../widgets/button.tsx'
import { SearchField } from '../../widgets/search-field.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import styles from './runs-toolbar.module.css'

const CHIPS: readonly { readonly status: Status; readonly label: string }[] = [
  { status: 'running', label: 'Running' },
  { status: 'ok', label: 'OK' },
  { status: 'error', label: 'Error' },
  { status: 'cancelled', label: 'Cancelled' },
]

interface RunsToolbarProps {
  readonly field: Ref<HTMLInputElement>
  readonly total: number | undefined
}

export function RunsToolbar({ field, total }: RunsToolbarProps) {
  const filter = useRunsFilter()
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Filter the runs">
      <h1 className={styles.title}>Runs</h1>
      <div className={styles.field}>
        <SearchField
          label="Filter by name, agent, model or id"
          value={filter.text}
          onChange={text => filterRuns({ text })}
          keys="/"
          field={field}
        />
      </div>
      <fieldset className={styles.chips} aria-label="Status">
        {CHIPS.map(({ status, label }) => (
          <button
            key={status}
            type="button"
            className={styles.chip}
            aria-pressed={filter.status === status}
            onClick={() => filterRuns({ status: filter.status === status ? undefined : status })}
          >
            <span aria-hidden="true" className={styles.dot}>
              <StatusDot status={status} />
            </span>
            {label}
          </button>
        ))}
      </fieldset>
      <span className={styles.total} role="status">
        {total === undefined ? '' : formatNumberOf(total, 'run')}
      </span>
      <ImportButton />
    </div>
  )
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
