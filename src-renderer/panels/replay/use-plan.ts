import { useEffect, useState } from 'react'
import type { ParamsOf } from '#contract/operations.ts'
import { useOperation } from '../../api/use-operation.ts'

const TYPING_PAUSE_MS = 200

/** The plan for what is chosen, asked for once whoever types pauses. The one before stays in sight meanwhile. */
export function usePlan(choices: ParamsOf<'replay.plan'>) {
  const key = JSON.stringify(choices)
  const [asked, setAsked] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [key])
  const { value, error } = useOperation('replay.plan', JSON.parse(asked) as ParamsOf<'replay.plan'>)
  const [latest, setLatest] = useState(value)
  if (value !== undefined && value !== latest) setLatest(value)
  return { plan: value ?? latest, error, isCurrent: asked === key && value !== undefined }
}
