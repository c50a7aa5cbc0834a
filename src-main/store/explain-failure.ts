import { ProblemError } from '#contract/problems.ts'

/** Does something with a file of the store; what keeps it from being done becomes a problem that names the file. */
export function explainFailure<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ProblemError || !(error instanceof Error)) throw error
    throw new ProblemError(
      { code: 'store-unavailable', reason: `${path}: ${error.message}` },
      { cause: error },
    )
  }
}
