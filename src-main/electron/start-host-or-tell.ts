import { dialog } from 'electron'
import { describeProblem, ProblemError } from '#contract/problems.ts'
import { type Host, type HostOptions, startHost } from '../host/start-host.ts'

/** Undefined when the engine cannot start here, after the user was told why. */
export async function startHostOrTell(options: HostOptions): Promise<Host | undefined> {
  try {
    return await startHost(options)
  } catch (error) {
    const reason = error instanceof ProblemError ? describeProblem(error.problem) : `${error}`
    dialog.showErrorBox('Runback did not start', reason)
    return undefined
  }
}
