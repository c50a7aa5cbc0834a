import { objectsField } from '../base/json-field.ts'
import { csvHeader, csvRecords } from './csv.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { phoenixItem } from './phoenix-span.ts'

const LISTS = ['', 'data.', 'spans.']

/** Spans of Phoenix: its API's, those of its command line, and tables with a column for each attribute. */
export const phoenix: Importer = {
  name: 'Phoenix',
  sniff: file =>
    csvHeader(file).includes('context.span_id') ||
    someRecord(file, record =>
      LISTS.some(prefix => hasAll(record, `${prefix}context.trace_id`, `${prefix}context.span_id`)),
    ),
  *read(file) {
    const isCsv = csvHeader(file).length > 1
    for (const item of isCsv ? csvRecords(file) : jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else if (item.record.data === undefined && item.record.spans === undefined) {
        yield phoenixItem(item.record, item.line)
      } else for (const span of objectsField(item.record, 'data', 'spans')) yield phoenixItem(span, item.line)
    }
  },
}
