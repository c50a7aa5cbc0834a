/** What the fake provider says next, whichever API asks. */
export type CannedAnswer =
  | { readonly kind: 'tool-call'; readonly id: string; readonly name: string; readonly arguments: string }
  | { readonly kind: 'text'; readonly text: string }

export interface CannedTurn {
  readonly answer: CannedAnswer
  readonly usage: {
    readonly input: number
    readonly output: number
    readonly cached: number
    readonly reasoning: number
  }
}

const FIRST_USAGE = { input: 82, output: 16, cached: 0, reasoning: 0 }
const LATER_USAGE = { input: 120, output: 11, cached: 64, reasoning: 4 }

/** Calls the first tool on offer once, then answers: an agent of two steps, always the same. */
export function cannedTurn(
  toolNames: readonly string[],
  hasToolResult: boolean,
  wantsJson = false,
): CannedTurn {
  const [toolName] = toolNames
  if (toolName !== undefined && !hasToolResult) {
    const call = { id: 'call_weather1', name: toolName, arguments: '{"city":"Paris"}' }
    return { answer: { kind: 'tool-call', ...call }, usage: FIRST_USAGE }
  }
  const text = wantsJson ? '{"city":"Paris"}' : 'It is 18 degrees and sunny in Paris.'
  return { answer: { kind: 'text', text }, usage: hasToolResult ? LATER_USAGE : FIRST_USAGE }
}
