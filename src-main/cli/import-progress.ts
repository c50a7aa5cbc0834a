import type { ImportJob } from '#contract/import-job.ts'
import { formatBytes, formatNumberOf } from '../base/format-quantity.ts'

const BAR_WIDTH = 24

/** How far an import is, in figures. */
export function progressText({ bytesRead, bytesTotal, filesRead, filesTotal, newSpans }: ImportJob): string {
  if (bytesTotal === null || filesTotal === null) return 'Looking for files…'
  const files = filesTotal > 1 ? `, file ${Math.min(filesTotal, filesRead + 1)} of ${filesTotal}` : ''
  const share = bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal)
  return `${Math.floor(share * 100)} % of ${formatBytes(bytesTotal)}${files}, ${formatNumberOf(newSpans, 'new span')}`
}

/** One line on how far an import is, to be written over itself. */
export function progressLine(job: ImportJob, width: number): string {
  const { bytesRead, bytesTotal, current } = job
  if (bytesTotal === null) return progressText(job)
  const share = bytesTotal === 0 ? 1 : Math.min(1, bytesRead / bytesTotal)
  const filled = Math.round(share * BAR_WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  return `${bar} ${progressText(job)}${current === null ? '' : ` · ${current}`}`.slice(
    0,
    Math.max(20, width - 1),
  )
}
