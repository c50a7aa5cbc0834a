import type { Caller } from '#contract/caller.ts'
import { type OperationName, operations, type ParamsOf, type ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import { ProblemBody } from './problem-body.ts'
import { apiRoot, type FilledRoute, fillRoute } from './route.ts'

export interface RemoteAddress {
  readonly port: number
  readonly token: string
}

/** Answers operations by asking the Runback that runs at this address. */
export function createRemoteCaller(address: RemoteAddress): Caller {
  return {
    async call<Name extends OperationName>(name: Name, params: ParamsOf<Name>): Promise<ResultOf<Name>> {
      const answer = await ask(address, fillRoute(name, params))
      const result = operations[name].result.safeParse(answer)
      if (!result.success) throw misunderstood()
      // The schema of `name` made it, which the compiler cannot follow through the union of all operations.
      return result.data as ResultOf<Name>
    },
  }
}

/** A fresh one-time link into the Runback that runs at this address. */
export async function requestLink(address: RemoteAddress): Promise<string> {
  const answer = await ask(address, { method: 'POST', path: `${apiRoot}/tickets`, body: '{}' })
  if (typeof answer === 'object' && answer !== null && 'link' in answer && typeof answer.link === 'string') {
    return answer.link
  }
  throw misunderstood()
}

async function ask(address: RemoteAddress, route: FilledRoute): Promise<unknown> {
  const response = await send(address, route)
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  const problem = ProblemBody.safeParse(answer)
  if (problem.success) throw new ProblemError(withoutMessage(problem.data))
  throw new Error(`The running Runback answered ${response.status}.`)
}

async function send({ port, token }: RemoteAddress, { method, path, body }: FilledRoute): Promise<Response> {
  try {
    return await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body }),
    })
  } catch (error) {
    throw new ProblemError({ code: 'not-running' }, { cause: error })
  }
}

function withoutMessage({ message: _message, ...problem }: ReturnType<typeof ProblemBody.parse>) {
  return problem
}

function misunderstood(): ProblemError {
  const reason = 'The running Runback is of another version and its answer is not understood. Restart it.'
  return new ProblemError({ code: 'refused', reason })
}
