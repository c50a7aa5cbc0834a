import type { RunDiff } from '#contract/diff.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { saveFile } from '../../actions/save-file.ts'
import { call } from '../../api/call.ts'
import { showToast } from '../../state/toasts.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './compare.module.css'

const FORMATS = {
  markdown: { label: 'Markdown', type: 'text/markdown', ending: 'md' },
  html: { label: 'HTML', type: 'text/html', ending: 'html' },
} as const

/** The comparison as a file to keep or send. */
export function ExportButtons({ diff: { left, right, rules } }: { readonly diff: RunDiff }) {
  async function save(format: keyof typeof FORMATS): Promise<void> {
    const { type, ending } = FORMATS[format]
    try {
      const sides = { left: left.runId, right: right.runId, rules }
      const { text } = await call('diff.report', { ...sides, format })
      saveFile(`compare-${left.runId.slice(0, 8)}-${right.runId.slice(0, 8)}.${ending}`, type, text)
    } catch (error) {
      showToast({ tone: 'bad', text: describeFailure(error) })
    }
  }

  return (
    <fieldset className={styles.exports} aria-label="Export">
      {(['markdown', 'html'] as const).map(format => (
        <Button
          key={format}
          icon="export"
          tone="quiet"
          data-tip={`Save this comparison as ${FORMATS[format].label}: one file that needs nothing else`}
          onClick={() => void save(format)}
        >
          {FORMATS[format].label}
        </Button>
      ))}
    </fieldset>
  )
}
