import { ProblemError } from '#contract/problems.ts'
import { errorCode } from '../base/error-code.ts'

/** Does something with a file of the store; what keeps it from being done becomes a problem that names the file. */
export function explainFailure<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof ProblemError || !(error instanceof Error)) throw error
    throw new ProblemError(
      { code: 'store-unavailable', reason: `${path}: ${error.message}${adviceOn(error)}` },
      { cause: error },
    )
  }
}

/** A damaged file is never touched: what can be saved from it is its owner's to decide. */
function adviceOn(error: Error): string {
  if (!/^SQLITE_(CORRUPT|NOTADB)/.test(errorCode(error) ?? '')) return ''
  return '. It was left as it is: move it away to begin a new store, or choose another folder with --data-dir.'
}
