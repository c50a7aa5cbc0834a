import type { OperationName, ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import type { EngineParts } from '../engine-parts.ts'

/** Handlers of operations that change something, or that ask the engine about itself. */
export type CommandHandlersOf<Names extends OperationName> = {
  readonly [Name in Names]: (parts: EngineParts, params: ParsedParamsOf<Name>) => Promise<ResultOf<Name>>
}
