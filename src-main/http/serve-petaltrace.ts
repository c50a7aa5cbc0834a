import type { Context, Hono } from 'hono'
import type { Caller } from '#contract/caller.ts'
import { describeProblem, ProblemError } from '#contract/problems.ts'
import { diffPosts } from '../petaltrace/diff-routes.ts'
import { routes } from '../petaltrace/routes.ts'
import type { AskableQuestion } from '../petaltrace/table.ts'
import { statusOf } from './answer-problem.ts'
import { readBody } from './read-body.ts'

/** The reading routes of PetalTrace, in its shapes, for clients that were written for it. */
export function servePetalTrace(api: Hono, caller: Caller): void {
  for (const [path, route] of Object.entries(routes)) {
    api.get(`/api${path.replace(/\{(\w+)\}/g, ':$1')}`, context => {
      const pathParams: Record<string, string> = context.req.param()
      return answer(context, caller, route, async () => ({ ...context.req.query(), ...pathParams }))
    })
  }
  for (const [path, route] of Object.entries(diffPosts)) {
    api.post(`/api${path}`, context => answer(context, caller, route, () => readBody(context)))
  }
}

async function answer(
  context: Context,
  caller: Caller,
  route: AskableQuestion,
  read: () => Promise<object>,
): Promise<Response> {
  try {
    const asked = await route.ask(caller, await read())
    return asked.ok
      ? context.json(asked.answer)
      : context.json({ error: asked.issues.join('; '), code: 'bad-request' }, 400)
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    const { problem } = error
    return context.json({ error: describeProblem(problem), code: problem.code }, statusOf(problem))
  }
}
