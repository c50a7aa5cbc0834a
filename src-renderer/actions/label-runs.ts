import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

export interface RunsLabelling {
  readonly star?: boolean
  readonly addTags?: string[]
  readonly removeTags?: string[]
}

/** The same word on several runs, one after the other. True when all have it. */
export async function labelRuns(runIds: readonly string[], change: RunsLabelling): Promise<boolean> {
  try {
    for (const runId of runIds) await call('runs.label', { runId, ...change })
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}
