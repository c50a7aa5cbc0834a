import { someRecord, valueIn } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonLines } from './json-lines.ts'
import { isPyAgentEvent } from './pyagent-event.ts'
import { createPyAgentRuns } from './pyagent-run.ts'

/**
 * Files of pyagent-trace in all their dialects: those of its Recorder, of its JsonlExporter and what its Studio
 * reads. They tell no ids: a run is what stands between the start and the end of a pattern.
 */
export const pyAgent: Importer = {
  name: 'pyagent',
  sniff: file =>
    someRecord(
      file,
      record =>
        record.has('timestamp') && isPyAgentEvent(valueIn(record, 'event_type'), valueIn(record, 'type')),
    ),
  *read(file) {
    const runs = createPyAgentRuns()
    for (const item of jsonLines(file)) {
      if (item.kind === 'skipped') yield item
      else yield* runs.take(item.record, item.line)
    }
    yield* runs.finish()
  },
}
