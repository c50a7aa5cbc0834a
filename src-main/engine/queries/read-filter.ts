import type { Field } from '#contract/filter/field.ts'
import type { Term } from '#contract/filter/filter.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import { ProblemError } from '#contract/problems.ts'

/** The conditions of a filter. One that cannot be read whole chooses nothing: half of it would choose something else. */
export function readFilter(
  text: string | undefined,
  fields: readonly Field[],
  nowMs: number,
): readonly Term[] {
  const { terms, problems } = parseFilter(text ?? '', fields, nowMs)
  if (problems.length > 0) {
    throw new ProblemError({
      code: 'bad-request',
      issues: problems.map(({ message }) => message.replace(/\.$/, '')),
    })
  }
  return terms
}
