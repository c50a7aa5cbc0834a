import { useEffect, useRef } from 'react'
import type { ImportJob } from '#contract/import-job.ts'
import { cancelImport } from '../actions/import-files.ts'
import { tellImport } from '../actions/tell-import.ts'
import { useOperation } from '../api/use-operation.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { toVisible } from '../format/visible-text.ts'
import { finishUpload, useUploads } from '../state/uploads.ts'
import { Button } from '../widgets/button.tsx'
import styles from './import-progress.module.css'

/** Imports that are under way, whoever began them, each with how far it is. Says what became of those that ended. */
export function ImportProgress() {
  const { value } = useOperation('imports.list', {})
  const uploads = useUploads(state => state.uploads)
  useTellEnded(value?.jobs)
  const active = value?.jobs.filter(job => job.endedAt === null).reverse() ?? []
  if (active.length === 0 && uploads.length === 0) return null
  return (
    <ol className={styles.list} aria-label="Imports">
      {uploads.map(({ key, name, sizeBytes, sentBytes }) => (
        <Progress
          key={key}
          name={name}
          share={sizeBytes === 0 ? 1 : sentBytes / sizeBytes}
          figures={`sent ${formatBytes(sentBytes)} of ${formatBytes(sizeBytes)}`}
          onCancel={() => finishUpload(key)}
        />
      ))}
      {active.map(job => (
        <Progress
          key={job.jobId}
          name={job.current ?? job.names.join(', ')}
          share={shareOf(job)}
          figures={figuresOf(job)}
          onCancel={() => void cancelImport(job.jobId)}
        />
      ))}
    </ol>
  )
}

interface ProgressProps {
  readonly name: string
  /** Undefined while nobody knows how much there is. */
  readonly share: number | undefined
  readonly figures: string
  readonly onCancel: () => void
}

function Progress({ name, share, figures, onCancel }: ProgressProps) {
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <p className={styles.name}>{toVisible(name)}</p>
        <progress className={styles.bar} aria-label={`Import of ${toVisible(name)}`} max={1} value={share} />
        <p className={styles.figures}>{figures}</p>
      </div>
      <Button tone="quiet" onClick={onCancel}>
        Cancel
      </Button>
    </li>
  )
}

function shareOf({ bytesTotal, bytesRead }: ImportJob): number | undefined {
  return bytesTotal === null ? undefined : bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal)
}

function figuresOf(job: ImportJob): string {
  if (job.state === 'queued') return 'waits for the import before it'
  if (job.bytesTotal === null || job.filesTotal === null) return 'looking for files…'
  const amount = `${formatBytes(job.bytesRead)} of ${formatBytes(job.bytesTotal)}`
  const files =
    job.filesTotal > 1 ? [`file ${Math.min(job.filesTotal, job.filesRead + 1)} of ${job.filesTotal}`] : []
  return [amount, ...files, formatNumberOf(job.newSpans, 'new span')].join(' · ')
}

/** Imports that had ended before the page was opened are nothing new. */
function useTellEnded(jobs: readonly ImportJob[] | undefined): void {
  const told = useRef<{ readonly sinceMs: number; readonly jobIds: Set<string> }>(undefined)
  useEffect(() => {
    told.current ??= { sinceMs: Date.now(), jobIds: new Set() }
    const { sinceMs, jobIds } = told.current
    for (const job of jobs?.toReversed() ?? []) {
      if (job.endedAt === null || job.endedAt < sinceMs || jobIds.has(job.jobId)) continue
      jobIds.add(job.jobId)
      tellImport(job)
    }
  }, [jobs])
}
