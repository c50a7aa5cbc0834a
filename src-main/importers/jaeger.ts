import { objectsField } from '../base/json-field.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jaegerSpans } from './jaeger-spans.ts'
import { jsonValues } from './json-values.ts'

/** What Jaeger's window downloads and its `/api/traces` answers, or one of the traces in it. */
export const jaeger: Importer = {
  name: 'Jaeger',
  sniff: file =>
    someRecord(
      file,
      record => hasAll(record, 'data.traceID', 'data.spans') || hasAll(record, 'traceID', 'spans'),
    ),
  *read(file) {
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else if (item.record.data === undefined) yield* jaegerSpans(item.record, item.line)
      else for (const trace of objectsField(item.record, 'data')) yield* jaegerSpans(trace, item.line)
    }
  },
}
