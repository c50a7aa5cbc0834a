import type { RedactionRule, RulePreview } from '#contract/redaction.ts'
import { logFields, spanFields } from '../otlp/wire-fields.ts'
import { createEdits } from './create-edits.ts'
import { createRedactor, type Finding } from './create-redactor.ts'

const MAX_SAMPLES = 5
const SHOWN_START = 4
const SHOWN_END = 2
/** Of a shorter text its ends would tell too much. */
const MIN_TOLD_LENGTH = 16

/** Tries rules as if each were on, and counts what they find. */
export function createRulesPreview(rules: readonly RedactionRule[], key: Uint8Array) {
  const enabled = rules.map(rule => ({ ...rule, enabled: true }))
  const previews = new Map(
    enabled.map(({ name }) => [name, { name, count: 0, samples: new Map<string, string>() }]),
  )

  function note({ rule, before, after }: Finding): void {
    const preview = previews.get(rule)
    if (preview === undefined) return
    preview.count += 1
    if (preview.samples.size < MAX_SAMPLES) preview.samples.set(maskedText(before), after)
  }

  const redactor = createRedactor(enabled, key, note)
  const edits = createEdits(enabled, key, note)
  return {
    text: redactor.text,
    span: (wire: Uint8Array) => void edits.rewrite(wire, spanFields, 'full'),
    log: (wire: Uint8Array) => void edits.rewrite(wire, logFields, 'full'),
    rules: (): RulePreview[] =>
      Array.from(previews.values(), ({ name, count, samples }) => ({
        name,
        count,
        samples: Array.from(samples, ([before, after]) => ({ before, after })),
      })),
  }
}

/** Enough of a secret for its owner to know which it is. */
export function maskedText(text: string): string {
  const size = `(${text.length} characters)`
  if (text.length < MIN_TOLD_LENGTH) return `${text.slice(0, 1)}… ${size}`
  return `${text.slice(0, SHOWN_START)}…${text.slice(-SHOWN_END)} ${size}`
}
