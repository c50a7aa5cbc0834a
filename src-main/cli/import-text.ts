import type { ImportedFile, ImportJob } from '#contract/import-job.ts'
import { describeProblem } from '#contract/problems.ts'
import { formatNumberOf } from '../base/format-quantity.ts'

const SKIPPED_LINES_SHOWN = 10
const RUNS_SHOWN = 20

/** What became of an import, for people. */
export function importText(job: ImportJob): string {
  const files = job.files.map(fileText)
  const left = job.filesRead - job.files.length - job.failureCount - job.otherFiles
  return [
    ...files,
    ...(left > 0 ? [`… ${formatNumberOf(left, 'more file')}`] : []),
    ...(job.otherFiles > 0 ? [`${formatNumberOf(job.otherFiles, 'other file')} without traces`] : []),
    ...sumLines(job),
  ].join('\n')
}

export function failureTexts({ failures, failureCount }: ImportJob): string[] {
  const more = failureCount - failures.length
  return [
    ...failures.map(failure => describeProblem({ code: 'unreadable-file', ...failure })),
    ...(more > 0 ? [`${formatNumberOf(more, 'more file')} cannot be read.`] : []),
  ]
}

function sumLines(job: ImportJob): string[] {
  const { state, newSpans, filesRead } = job
  if (state === 'cancelled') {
    return [
      `Cancelled. ${formatNumberOf(newSpans, 'new span')} recorded until then stay; import again to go on.`,
    ]
  }
  return filesRead > 1
    ? [`${formatNumberOf(filesRead, 'file')}: ${formatNumberOf(newSpans, 'new span')}`]
    : []
}

function fileText(file: ImportedFile): string {
  const { name, skipped, skippedCount, runIds, runCount } = file
  const left = skippedCount - Math.min(skipped.length, SKIPPED_LINES_SHOWN)
  const runsLeft = runCount - Math.min(runIds.length, RUNS_SHOWN)
  return [
    `${name}: ${contentText(file)}`,
    ...runIds.slice(0, RUNS_SHOWN).map(runId => `  ${runId}`),
    ...(runsLeft > 0 ? [`  … ${formatNumberOf(runsLeft, 'more run')}`] : []),
    ...skipped.slice(0, SKIPPED_LINES_SHOWN).map(({ line, reason }) => `  line ${line} skipped: ${reason}`),
    ...(left > 0 ? [`  … ${formatNumberOf(left, 'more line')} skipped`] : []),
  ].join('\n')
}

function contentText({ spans, newSpans, runCount, logRecords, dataPoints }: ImportedFile): string {
  const known = spans - newSpans
  return [
    `${formatNumberOf(spans, 'span')} in ${formatNumberOf(runCount, 'run')}`,
    ...(known > 0 && newSpans === 0 ? ['all recorded before'] : []),
    ...(known > 0 && newSpans > 0 ? [`${formatNumberOf(newSpans, 'new span')}`] : []),
    ...(logRecords > 0 ? [formatNumberOf(logRecords, 'log record')] : []),
    ...(dataPoints > 0 ? [formatNumberOf(dataPoints, 'data point')] : []),
  ].join(', ')
}
