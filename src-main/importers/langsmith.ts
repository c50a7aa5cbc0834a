import { objectsField } from '../base/json-field.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { langSmithItems } from './langsmith-spans.ts'

/** Runs of LangSmith, in a list, on lines or nested in each other. */
export const langSmith: Importer = {
  name: 'LangSmith',
  sniff: file =>
    someRecord(file, record =>
      ['', 'runs.'].some(prefix => hasAll(record, `${prefix}run_type`, `${prefix}start_time`)),
    ),
  *read(file) {
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else if (item.record.runs === undefined) yield* langSmithItems(item.record, item.line)
      else for (const run of objectsField(item.record, 'runs')) yield* langSmithItems(run, item.line)
    }
  },
}
