import type { OperationName, ParamsOf, ResultOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import { theBridge } from './bridge.ts'

export async function call<Name extends OperationName>(
  name: Name,
  params: ParamsOf<Name>,
): Promise<ResultOf<Name>> {
  const reply = await theBridge().call(name, params)
  if (!reply.ok) throw new ProblemError(reply.problem)
  return reply.value
}
