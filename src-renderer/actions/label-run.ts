import type { ParamsOf } from '#contract/operations.ts'
import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** True when it is stored. */
export async function labelRun(change: ParamsOf<'runs.label'>): Promise<boolean> {
  try {
    await call('runs.label', change)
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}
