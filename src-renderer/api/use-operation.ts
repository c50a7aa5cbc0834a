import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { OperationName, ParamsOf, ResultOf } from '#contract/operations.ts'
import { call } from './call.ts'
import { concerns } from './concerns.ts'
import { createOperationCache, type Question, type Reading } from './operation-cache.ts'
import { subscribe } from './subscribe.ts'

// A question is made by useOperation alone, which pairs the name with the parameters of that operation.
const cache = createOperationCache(({ name, params }) => call(name as OperationName, params as never))

const NOTHING: Reading<never> = { value: undefined, error: undefined, isReading: false }

/** Reads an operation and reads it again when events say so. Without parameters it asks nothing. */
export function useOperation<Name extends OperationName>(
  name: Name,
  params: ParamsOf<Name> | undefined,
): Reading<ResultOf<Name>> {
  const key = params === undefined ? undefined : JSON.stringify(params)
  const question = useMemo(
    (): Question | undefined => (key === undefined ? undefined : { name, params: JSON.parse(key) }),
    [name, key],
  )
  const watch = useCallback(
    (listener: () => void) => (question === undefined ? () => {} : cache.watch(question, listener)),
    [question],
  )
  const reading = useSyncExternalStore(watch, () => (question === undefined ? NOTHING : cache.get(question)))
  // The cache keeps under each name what `call` answered for that name.
  return reading as Reading<ResultOf<Name>>
}

/** Connects the cache with the engine's events. */
export function followEvents(): () => void {
  cache.invalidate(() => true)
  return subscribe(event => cache.invalidate(question => concerns(event, question)))
}
