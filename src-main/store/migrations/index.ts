import { runsSpansCallsBlocks } from './001-runs-spans-calls-blocks.ts'
import { logsMetrics } from './002-logs-metrics.ts'
import { rowCounts } from './003-row-counts.ts'
import { logCounts } from './004-log-counts.ts'
import { sessionsLabels } from './005-sessions-labels.ts'
import { withheldRetention } from './006-withheld-retention.ts'
import { truthLedger } from './007-truth-ledger.ts'
import { packs } from './008-packs.ts'
import { watchedFiles } from './009-watched-files.ts'
import { logHomes } from './011-log-homes.ts'
import { costs } from './012-costs.ts'
import { discardedRuns } from './013-discarded-runs.ts'

/** Append only. A migration that has shipped is never edited. */
export const migrations: readonly string[] = [
  runsSpansCallsBlocks,
  logsMetrics,
  rowCounts,
  logCounts,
  sessionsLabels,
  withheldRetention,
  truthLedger,
  packs,
  watchedFiles,
  logHomes,
  costs,
  discardedRuns,
]
