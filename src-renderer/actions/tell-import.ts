import type { ImportedFile, ImportJob } from '#contract/import-job.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { toVisible } from '../format/visible-text.ts'
import { goTo, placeOfRun } from '../state/location.ts'
import { showToast } from '../state/toasts.ts'

const REASONS_SHOWN = 4

/** Says what became of an import. */
export function tellImport(job: ImportJob): void {
  const [runId] = job.files.flatMap(file => file.runIds)
  const hasFailed = job.failureCount > 0 || job.state === 'failed'
  const isPlain = job.skippedCount > 0 || job.state === 'cancelled'
  const [failure] = job.failures
  const isNothing = failure !== undefined && job.files.length === 0
  showToast({
    tone: hasFailed ? 'bad' : isPlain ? 'plain' : 'good',
    text: isNothing ? failureText(failure) : summaryOf(job),
    detail: [
      ...(isNothing ? job.failures.slice(1) : job.failures).slice(0, REASONS_SHOWN).map(failureText),
      ...skippedOf(job),
    ],
    action: runId === undefined ? undefined : { label: 'Open', run: () => goTo(placeOfRun(runId)) },
  })
}

function summaryOf(job: ImportJob): string {
  const { state, files, filesRead, newSpans, spans } = job
  const [file] = files
  if (state === 'cancelled')
    return `Cancelled. ${formatNumberOf(newSpans, 'new span')} recorded until then stay.`
  const isOne = files.length === 1 && filesRead === 1 && file !== undefined
  const known = spans > newSpans ? ` (${formatNumberOf(newSpans, 'new span')})` : ''
  return isOne
    ? `${toVisible(file.name)}: ${contentOf(file)}${known}`
    : `${formatNumberOf(filesRead, 'file')}: ${formatNumberOf(spans, 'span')}${known}`
}

function contentOf({ spans, runCount }: ImportedFile): string {
  return `${formatNumberOf(spans, 'span')} in ${formatNumberOf(runCount, 'run')}`
}

function failureText({ name, reason }: ImportJob['failures'][number]): string {
  return `${toVisible(name)} cannot be read: ${toVisible(reason)}`
}

function skippedOf({ files, skippedCount }: ImportJob): string[] {
  if (skippedCount === 0) return []
  const lines = files.flatMap(file => file.skipped).slice(0, REASONS_SHOWN)
  const shown = lines.map(({ line, reason }) => `Line ${line}: ${toVisible(reason)}`)
  const rest = skippedCount - shown.length
  const more = rest > 0 ? [`and ${formatNumberOf(rest, 'more line')}`] : []
  return [`${formatNumberOf(skippedCount, 'line')} skipped`, ...shown, ...more]
}
