import type { Caller } from '#contract/caller.ts'
import type { Invocation } from './command.ts'

/** Lends the engine, however it is reached, for as long as the work lasts. */
export async function withCaller<T>(
  invocation: Invocation,
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  const connection = await invocation.connect(invocation.dataDir, invocation.version)
  try {
    return await work(connection.caller)
  } finally {
    await connection.close()
  }
}
