import type { CallBlock } from '#contract/call.ts'

/** The block that asked for a tool, by the id its result carries. */
export type AskedBy = ReadonlyMap<string, CallBlock>

export function findAskedBy(blocks: readonly CallBlock[]): AskedBy {
  const asked = new Map<string, CallBlock>()
  for (const block of blocks) {
    if (block.block.kind === 'tool-call' && block.toolCallId !== null) asked.set(block.toolCallId, block)
  }
  return asked
}

/** Arguments on one line: `path: "a.ts", limit: 20`. */
export function summarizeArguments(content: string, mostCharacters = 120): string {
  const start = content.slice(0, mostCharacters * 4).trim()
  const flat = start.startsWith('{') ? start.slice(1).replace(/\}$/, '') : start
  const line = flat
    .replace(/\s+/g, ' ')
    .replace(/"([A-Za-z_]\w*)":\s*/g, '$1: ')
    .replace(/,(?=\S)/g, ', ')
    .trim()
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters)}…` : line
}
