import { objectsField } from '../base/json-field.ts'
import { csvHeader, csvRecords } from './csv.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { traceLlmSpans } from './trace-llm-spans.ts'

const COLUMNS = ['trace_id', 'model_name', 'token_count', 'retry_count']

/** Exports of TraceLLM: a list of traces in JSON, or CSV, which has neither answers nor steps. */
export const traceLlm: Importer = {
  name: 'TraceLLM',
  sniff: file =>
    isCsv(csvHeader(file)) ||
    someRecord(
      file,
      record =>
        hasAll(record, 'token_count', 'steps') ||
        hasAll(record, 'items.token_count', 'items.steps') ||
        hasAll(record, 'latency_ms', 'tokens', 'spans'),
    ),
  *read(file) {
    for (const item of isCsv(csvHeader(file)) ? csvRecords(file) : jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else if (item.record.items === undefined) yield* traceLlmSpans(item.record, item.line)
      else for (const trace of objectsField(item.record, 'items')) yield* traceLlmSpans(trace, item.line)
    }
  },
}

function isCsv(header: readonly string[]): boolean {
  return COLUMNS.every(column => header.includes(column))
}
