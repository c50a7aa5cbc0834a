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

const OTHER_FOLDER = 'choose another folder with --data-dir.'

/** What to do about it. A damaged file is never changed: what can be saved from it is its owner's to decide. */
const ADVICE: readonly (readonly [code: RegExp, advice: string])[] = [
  [
    /^SQLITE_(CORRUPT|NOTADB)/,
    `It was left as it is: start Runback, which sets it aside and begins a new store, or ${OTHER_FOLDER}`,
  ],
  [
    /^(SQLITE_(READONLY|CANTOPEN|PERM|AUTH)|EACCES|EPERM|EROFS)/,
    `Runback has to write there: make the folder and what is in it yours and writable, or ${OTHER_FOLDER}`,
  ],
  [/^(SQLITE_FULL|ENOSPC)/, `The disk is full: free some space, or ${OTHER_FOLDER}`],
  [/^SQLITE_BUSY/, `Another program holds it: close what has it open, or ${OTHER_FOLDER}`],
]

function adviceOn(error: Error): string {
  const code = errorCode(error) ?? ''
  const advice = ADVICE.find(([codes]) => codes.test(code))?.[1]
  return advice === undefined ? '' : `. ${advice}`
}
