import type { z } from 'zod'
import { callsOperations } from './operations/calls.ts'
import { captureOperations } from './operations/capture.ts'
import { compareOperations } from './operations/compare.ts'
import { importsOperations } from './operations/imports.ts'
import { keysOperations } from './operations/keys.ts'
import { labelsOperations } from './operations/labels.ts'
import { pricesOperations } from './operations/prices.ts'
import { redactionOperations } from './operations/redaction.ts'
import { replayOperations } from './operations/replay.ts'
import { retentionOperations } from './operations/retention.ts'
import { runsOperations } from './operations/runs.ts'
import { sessionsOperations } from './operations/sessions.ts'
import { settingsOperations } from './operations/settings.ts'
import { watchesOperations } from './operations/watches.ts'

/** Everything a client may ask of the engine. IPC, HTTP, MCP and the command line all serve this one table. */
export const operations = {
  ...captureOperations,
  ...runsOperations,
  ...callsOperations,
  ...compareOperations,
  ...replayOperations,
  ...keysOperations,
  ...sessionsOperations,
  ...labelsOperations,
  ...importsOperations,
  ...watchesOperations,
  ...pricesOperations,
  ...redactionOperations,
  ...retentionOperations,
  ...settingsOperations,
} as const

export type OperationName = keyof typeof operations
export type ParamsOf<N extends OperationName> = z.input<(typeof operations)[N]['params']>
export type ParsedParamsOf<N extends OperationName> = z.output<(typeof operations)[N]['params']>
export type ResultOf<N extends OperationName> = z.output<(typeof operations)[N]['result']>

export const operationNames = Object.keys(operations) as OperationName[]
