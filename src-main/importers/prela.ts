import { objectsField, textField } from '../base/json-field.ts'
import { someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { prelaItem } from './prela-span.ts'

/** Prela's FileExporter (a span on each line), and what its loader takes too: a trace, a span or a list of spans. */
export const prela: Importer = {
  name: 'Prela',
  isLineByLine: true,
  sniff: file =>
    someRecord(file, record =>
      ['', 'spans.'].some(prefix => record.has(`${prefix}span_type`) && record.has(`${prefix}started_at`)),
    ),
  *read(file) {
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else if (item.record.spans === undefined) yield prelaItem(item.record, item.line)
      else {
        const service = textField(item.record, 'service_name')
        for (const span of objectsField(item.record, 'spans')) yield prelaItem(span, item.line, service)
      }
    }
  },
}
