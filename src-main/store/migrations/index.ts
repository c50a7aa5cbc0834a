import { runsSpansCallsBlocks } from './001-runs-spans-calls-blocks.ts'

/** Append only. A migration that has shipped is never edited. */
export const migrations: readonly string[] = [runsSpansCallsBlocks]
