import { call } from '../api/call.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { formatNumberOf } from '../format/format-count.ts'
import { goTo, placeOfRun } from '../state/location.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

const LARGEST_BYTES = 256_000_000
const REASONS_SHOWN = 4

export interface NamedText {
  readonly name: string
  readonly text: string
}

/** Records trace files one after the other and says what became of each. */
export async function importFiles(files: readonly File[]): Promise<void> {
  for (const file of files) {
    if (file.size > LARGEST_BYTES) {
      const limit = formatBytes(LARGEST_BYTES)
      showToast({
        tone: 'bad',
        text: `${file.name} is larger than ${limit}, the most the window reads at once.`,
      })
      continue
    }
    await importText({ name: file.name, text: await file.text() })
  }
}

export async function importText(file: NamedText): Promise<void> {
  try {
    const { spans, runIds, skipped, skippedCount } = await call('imports.create', file)
    const [runId] = runIds
    showToast({
      tone: skippedCount > 0 ? 'plain' : 'good',
      text: `${file.name}: ${formatNumberOf(spans, 'span')} in ${formatNumberOf(runIds.length, 'run')}`,
      detail: describeSkipped(skipped, skippedCount),
      action: runId === undefined ? undefined : { label: 'Open', run: () => goTo(placeOfRun(runId)) },
    })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}

function describeSkipped(
  skipped: readonly { readonly line: number; readonly reason: string }[],
  count: number,
): string[] {
  if (count === 0) return []
  const shown = skipped.slice(0, REASONS_SHOWN).map(({ line, reason }) => `Line ${line}: ${reason}`)
  const rest = count - shown.length
  const more = rest > 0 ? [`and ${formatNumberOf(rest, 'more line')}`] : []
  return [`${formatNumberOf(count, 'line')} skipped`, ...shown, ...more]
}
