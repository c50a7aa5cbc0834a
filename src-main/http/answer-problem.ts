import type { Context } from 'hono'
import { describeProblem, type Problem } from '#contract/problems.ts'
import { assertNever } from '../base/assert-never.ts'
import type { ProblemBody } from './problem-body.ts'

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 421 | 422 | 503 | 504

/** The problem in the words of HTTP, with its sentence for people. */
export function answerProblem(context: Context, problem: Problem): Response {
  const status = statusOf(problem)
  if (status === 503) context.header('Retry-After', '1')
  const body: ProblemBody = { ...problem, message: describeProblem(problem) }
  return context.json(body, status)
}

/** Says no to a request that never reaches an operation. */
export function refuse(context: Context, status: Status, reason: string): Response {
  return context.json({ code: 'refused', reason, message: reason }, status)
}

export function statusOf(problem: Problem): Status {
  switch (problem.code) {
    case 'bad-request':
      return 400
    case 'refused':
      return 403
    case 'run-not-found':
    case 'session-not-found':
    case 'span-not-found':
    case 'call-not-found':
    case 'block-not-found':
    case 'import-not-found':
    case 'replay-not-found':
      return 404
    case 'port-taken':
    case 'already-running':
      return 409
    case 'unreadable-file':
      return 422
    case 'store-unavailable':
    case 'not-running':
      return 503
    case 'took-too-long':
      return 504
    default:
      return assertNever(problem)
  }
}
