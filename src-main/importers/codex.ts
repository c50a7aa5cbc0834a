import { createCodexReader } from './codex-reader.ts'
import { hasAll, someRecord, valueIn } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonLines } from './json-lines.ts'

const TYPES: ReadonlySet<string | undefined> = new Set([
  'session_meta',
  'turn_context',
  'response_item',
  'event_msg',
  'compacted',
])

/** Rollout files of the Codex CLI, `~/.codex/sessions/<year>/<month>/<day>/rollout-….jsonl`. */
export const codex: Importer = {
  name: 'Codex',
  sniff: file =>
    someRecord(file, record => hasAll(record, 'timestamp', 'payload') && TYPES.has(valueIn(record, 'type'))),
  *read(file) {
    const reader = createCodexReader()
    for (const item of jsonLines(file)) {
      if (item.kind === 'skipped') yield item
      else yield* reader.take(item.record, item.line)
    }
    yield* reader.finish()
  },
}
