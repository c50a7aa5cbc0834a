import type { OperationName, ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import type { StoreReader } from '../store/open-store.ts'
import { callQueries } from './queries/calls.ts'
import { captureQueries } from './queries/capture.ts'
import { compareQueries } from './queries/compare.ts'
import { contextQueries } from './queries/context.ts'
import { graphQueries } from './queries/graph.ts'
import { priceQueries } from './queries/prices.ts'
import type { QueryHandlersOf } from './queries/query-handlers-of.ts'
import { redactionQueries } from './queries/redaction.ts'
import { retentionQueries } from './queries/retention.ts'
import { runQueries } from './queries/runs.ts'
import { sessionQueries } from './queries/sessions.ts'

const handlers = {
  ...runQueries,
  ...callQueries,
  ...sessionQueries,
  ...captureQueries,
  ...compareQueries,
  ...contextQueries,
  ...graphQueries,
  ...priceQueries,
  ...redactionQueries,
  ...retentionQueries,
}

export type QueryName = keyof typeof handlers

export const queryHandlers: QueryHandlersOf<QueryName> = handlers

export function isQuery(name: OperationName): name is QueryName {
  return name in queryHandlers
}

export function answerQuery<Name extends QueryName>(
  store: StoreReader,
  name: Name,
  params: ParsedParamsOf<Name>,
): ResultOf<Name> {
  return queryHandlers[name](store, params)
}
