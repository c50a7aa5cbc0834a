import { type OperationName, operations, type ParsedParamsOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'

/** Past this point nothing handles unknown values. */
export function parseParams<Name extends OperationName>(name: Name, params: unknown): ParsedParamsOf<Name> {
  const parsed = operations[name].params.safeParse(params)
  if (!parsed.success) {
    const issues = parsed.error.issues.map(issue =>
      [issue.path.join('.'), issue.message].filter(Boolean).join(': '),
    )
    throw new ProblemError({ code: 'bad-request', issues })
  }
  // The compiler cannot see that `name` picks the same row on both sides.
  return parsed.data as ParsedParamsOf<Name>
}
