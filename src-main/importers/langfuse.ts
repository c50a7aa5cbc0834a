import { objectsField } from '../base/json-field.ts'
import { csvHeader, csvRecords } from './csv.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { langfuseItems } from './langfuse-spans.ts'

const PREFIXES = ['', 'data.', 'observations.']

/** Exports of Langfuse: observations and traces in JSON, on lines and in CSV, or as its API answers. */
export const langfuse: Importer = {
  name: 'Langfuse',
  sniff: file =>
    isLangfuse(name => csvHeader(file).includes(name)) ||
    someRecord(file, record => PREFIXES.some(prefix => isLangfuse(name => hasAll(record, prefix + name)))),
  *read(file) {
    const isCsv = csvHeader(file).length > 1
    for (const item of isCsv ? csvRecords(file) : jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else if (item.record.data === undefined) yield* langfuseItems(item.record, item.line)
      else for (const record of objectsField(item.record, 'data')) yield* langfuseItems(record, item.line)
    }
  },
}

function isLangfuse(has: (name: string) => boolean): boolean {
  const isObservation = ['id', 'traceId', 'type', 'startTime'].every(has)
  const isTrace = ['id', 'timestamp', 'sessionId', 'userId'].every(has)
  return isObservation || (isTrace && ['release', 'environment', 'observations', 'tags'].some(has))
}
