import { useRef } from 'react'

/** The value, or while it is frozen the one it had then. */
export function useFrozen<Value>(value: Value, isFrozen: boolean): Value {
  const kept = useRef(value)
  if (!isFrozen) kept.current = value
  return kept.current
}
