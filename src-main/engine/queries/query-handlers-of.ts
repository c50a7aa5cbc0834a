import type { OperationName, ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import type { StoreReader } from '../../store/open-store.ts'

/** Handlers of operations that only read: any thread with a read-only connection can answer them. */
export type QueryHandlersOf<Names extends OperationName> = {
  readonly [Name in Names]: (store: StoreReader, params: ParsedParamsOf<Name>) => ResultOf<Name>
}
