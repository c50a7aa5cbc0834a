import { atifSpans } from './atif-spans.ts'
import { hasAll, someRecord, valueIn } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'

/** Trajectories in the Agent Trajectory Interchange Format of Harbor, one in a file or one on each line. */
export const atif: Importer = {
  name: 'ATIF',
  holdsFile: true,
  sniff: file =>
    someRecord(
      file,
      record =>
        valueIn(record, 'schema_version')?.startsWith('ATIF') === true && hasAll(record, 'agent', 'steps'),
    ),
  *read(file) {
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else yield* atifSpans(item.record, item.line)
    }
  },
}
