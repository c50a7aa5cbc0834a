import { ProblemError } from '#contract/problems.ts'
import type { RedactionRule } from '#contract/redaction.ts'
import { checkRules } from '../../redaction/check-rules.ts'
import { createRulesPreview } from '../../redaction/preview-rules.ts'
import type { StoreReader } from '../../store/open-store.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

/** More than this takes longer than a question may. */
const MAX_BYTES = 16 * 1024 * 1024
const MAX_SPANS_OF_RUN = 10_000
const MAX_LOGS_OF_SPAN = 1000

export const redactionQueries: QueryHandlersOf<'redaction.preview'> = {
  'redaction.preview'(store, { rules = store.settings().redactionRules, text, runs }) {
    requireUsable(rules)
    const preview = createRulesPreview(rules, store.redactionKey())
    const tried = text === undefined ? tryRuns(store, preview, runs) : undefined
    const redacted = text === undefined ? null : preview.text(text)
    const nothing = { runs: 0, spans: 0, bytes: Buffer.byteLength(text ?? ''), isComplete: true }
    return { rules: preview.rules(), text: redacted, ...(tried ?? nothing) }
  },
}

export function requireUsable(rules: readonly RedactionRule[]): void {
  const issues = checkRules(rules)
  if (issues.length > 0) throw new ProblemError({ code: 'bad-request', issues })
}

function tryRuns(store: StoreReader, preview: ReturnType<typeof createRulesPreview>, limit: number) {
  const tried = { runs: 0, spans: 0, bytes: 0, isComplete: true }
  for (const runId of store.withheld.lastRunIds(limit)) {
    tried.runs += 1
    for (const wires of wiresOf(store, runId)) {
      if (tried.bytes > MAX_BYTES) return { ...tried, isComplete: false }
      tried.spans += 1
      preview.span(wires.span)
      for (const log of wires.logs) preview.log(log)
      tried.bytes += wires.logs.reduce((sum, log) => sum + log.length, wires.span.length)
    }
  }
  return tried
}

function* wiresOf(store: StoreReader, runId: string) {
  const found = store.runs.find(runId, Date.now())
  for (const { spanId } of found ? store.spans.ofRun(found.runKey, MAX_SPANS_OF_RUN) : []) {
    const span = found && store.spans.find(found.runKey, spanId)
    const raw = span && store.raw.ofSpan(span.spanKey)
    if (raw === undefined) continue
    const logs = store.logs.ofSpan(runId, spanId, 'all', MAX_LOGS_OF_SPAN)
    yield { span: raw.wire, logs: logs.map(log => log.wire) }
  }
}
