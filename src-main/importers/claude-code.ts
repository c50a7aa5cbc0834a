import { createTranscript } from './claude-code-session.ts'
import { claudeCodeSpans } from './claude-code-spans.ts'
import { hasAll, someRecord, valueIn } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonLines } from './json-lines.ts'

/** Lines without an id of their own that only Claude Code writes. */
const SIDE_TYPES: ReadonlySet<string | undefined> = new Set([
  'summary',
  'custom-title',
  'ai-title',
  'agent-name',
  'file-history-snapshot',
  'queue-operation',
])

/** Session files of Claude Code, `~/.claude/projects/<folder>/<session>.jsonl`, and those of its sub-agents. */
export const claudeCode: Importer = {
  name: 'Claude Code',
  holdsFile: true,
  sniff: file =>
    someRecord(
      file,
      record =>
        (record.has('sessionId') && (record.has('parentUuid') || hasAll(record, 'uuid', 'type'))) ||
        (SIDE_TYPES.has(valueIn(record, 'type')) &&
          ['leafUuid', 'sessionId', 'messageId'].some(name => record.has(name))),
    ),
  *read(file) {
    const { take, transcript } = createTranscript()
    for (const item of jsonLines(file)) {
      if (item.kind === 'skipped') yield item
      else take(item.record, item.line)
    }
    yield* claudeCodeSpans(transcript, file.newFromLine ?? 0)
  },
}
