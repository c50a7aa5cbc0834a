import { runCommandLine } from '../../../src-main/cli/run-command-line.ts'
import { createFakeCaller, type FakeCaller } from '../../support/fake-caller.ts'

export interface Ran {
  readonly exitCode: number
  readonly printed: string
  readonly told: string
}

/** Does a command line in front of a fake engine and returns what a user sees. */
export async function runback(
  args: readonly string[],
  { engine = createFakeCaller(), hasColour = false }: { engine?: FakeCaller; hasColour?: boolean } = {},
): Promise<Ran> {
  const printed: string[] = []
  const told: string[] = []
  const exitCode = await runCommandLine(args, {
    version: '1.2.3',
    terminal: {
      isInteractive: false,
      print: line => void printed.push(line),
      tell: line => void told.push(line),
      paint: (colour, text) => (hasColour ? `<${colour}>${text}</${colour}>` : text),
    },
    connect: async () => ({ caller: engine, running: undefined, close: async () => {} }),
  })
  return { exitCode, printed: printed.join('\n'), told: told.join('\n') }
}
