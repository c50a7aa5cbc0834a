import type { Caller } from '#contract/caller.ts'
import { type OperationName, operations } from '#contract/operations.ts'
import { ProblemError, type Reply, toReply } from '#contract/problems.ts'
import { plainData } from './plain-data.ts'

/** What the page sends is data of an unknown shape until the engine has parsed it. */
export function answerCall(caller: Caller, name: unknown, params: unknown): Promise<Reply<unknown>> {
  return toReply(callUnchecked(caller, name, params))
}

async function callUnchecked(caller: Caller, name: unknown, params: unknown): Promise<unknown> {
  if (!isOperationName(name)) {
    throw new ProblemError({ code: 'bad-request', issues: ['there is no such operation'] })
  }
  // The engine parses the parameters of every door, so the type is only claimed here.
  return await caller.call(name, plainData(params) as never)
}

function isOperationName(name: unknown): name is OperationName {
  return typeof name === 'string' && Object.hasOwn(operations, name)
}
