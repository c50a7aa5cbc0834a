import { ProblemError } from '#contract/problems.ts'

/** One sentence on what went wrong, for a person. */
export function describeFailure(error: unknown): string {
  if (error instanceof ProblemError) return error.message
  return error instanceof Error
    ? `Something unexpected happened: ${error.message}`
    : 'Something unexpected happened.'
}
