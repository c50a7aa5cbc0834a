import { styleText } from 'node:util'
import { askPerson } from './ask-person.ts'

export type Colour = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan'

/** Where a command writes. */
export interface Terminal {
  readonly isInteractive: boolean
  /** A line for whoever asked. */
  print(line: string): void
  /** A line beside the answer, for people. */
  tell(line: string): void
  /** A line that is written over by the next, and by nothing at the end. Only where somebody sees it. */
  readonly showProgress?: (line: ((width: number) => string) | undefined) => void
  /** Asks whoever sits there; undefined where nobody does. */
  readonly ask?: (question: string, isSecret?: boolean) => Promise<string>
  paint(colour: Colour, text: string): string
}

export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process
  const hasColour = stdout.isTTY && !env.NO_COLOR && env.TERM !== 'dumb'
  return {
    isInteractive: stdout.isTTY,
    print: line => void stdout.write(`${line}\n`),
    tell: line => void stderr.write(`${line}\n`),
    ...(stdin.isTTY && stderr.isTTY ? { ask: askPerson } : {}),
    ...(stderr.isTTY ? { showProgress: line => showProgress(stderr, line) } : {}),
    paint: (colour, text) => (hasColour ? styleText(colour, text, { validateStream: false }) : text),
  }
}

function showProgress(screen: NodeJS.WriteStream, line: ((width: number) => string) | undefined): void {
  screen.write(`\r\u001b[2K${line?.(screen.columns) ?? ''}`)
}
