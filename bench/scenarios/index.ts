import type { Scenario } from '../scenario.ts'
import { coldStart } from './cold-start.ts'
import { diff } from './diff.ts'
import { disk } from './disk.ts'
import { importFiles } from './import-files.ts'
import { ingest } from './ingest.ts'
import { latency } from './latency.ts'
import { memory } from './memory.ts'
import { queries } from './queries.ts'
import { searchLag } from './search-lag.ts'

/** In the order of the table. */
export const scenarios: readonly Scenario[] = [
  ingest,
  latency,
  disk,
  searchLag,
  importFiles,
  queries,
  diff,
  coldStart,
  memory,
]
