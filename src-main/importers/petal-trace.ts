import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { petalTraceSpans } from './petal-trace-spans.ts'

/** What `petaltrace export` writes: one run with its spans. */
export const petalTrace: Importer = {
  name: 'PetalTrace',
  sniff: file => someRecord(file, record => hasAll(record, 'version', 'run') && record.has('run.status')),
  *read(file) {
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else yield* petalTraceSpans(item.record, item.line)
    }
  },
}
