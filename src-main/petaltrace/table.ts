import type { z } from 'zod'
import type { Caller } from '#contract/caller.ts'

/** Something PetalTrace can be asked, answered from the operations. */
export interface Question<Params extends z.ZodObject = z.ZodObject> {
  readonly params: Params
  answer(caller: Caller, params: z.output<Params>): Promise<unknown>
}

/** What a table holds: parameters are parsed with the schema that the answer was written for. */
export interface AskableQuestion {
  readonly params: z.ZodObject
  ask(caller: Caller, given: object): Promise<Asked>
}

export type Asked =
  | { readonly ok: true; readonly answer: unknown }
  | { readonly ok: false; readonly issues: readonly string[] }

export function question<Params extends z.ZodObject>({ params, answer }: Question<Params>): AskableQuestion {
  return {
    params,
    async ask(caller, given) {
      const parsed = params.safeParse(given)
      if (parsed.success) return { ok: true, answer: await answer(caller, parsed.data) }
      const issues = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`)
      return { ok: false, issues }
    },
  }
}
