import { exitCodes, type Invocation } from './command.ts'

/** The answer in JSON for programs or in words for people. */
export function printResult<T>(
  { isJson, terminal }: Invocation,
  result: T,
  toText: (result: T) => string,
): number {
  terminal.print(isJson ? JSON.stringify(result, null, 2) : toText(result))
  return exitCodes.ok
}
