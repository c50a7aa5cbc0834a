import { objectField } from '../base/json-field.ts'
import { agentTraceItem } from './agent-trace-span.ts'
import { someRecord, valueIn } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonLines } from './json-lines.ts'

/**
 * Files of AgentTrace's JSONLExporter. Each run stands in them twice, when it began and when it ended; both become
 * the same span, and the later one is kept.
 */
export const agentTrace: Importer = {
  name: 'AgentTrace',
  isLineByLine: true,
  sniff: file =>
    someRecord(
      file,
      record => ['run', 'span'].includes(valueIn(record, 'type') ?? '') && record.has('data.start_time'),
    ),
  *read(file) {
    for (const item of jsonLines(file)) {
      if (item.kind === 'skipped') yield item
      else yield agentTraceItem(item.record.type, objectField(item.record, 'data') ?? {}, item.line)
    }
  },
}
