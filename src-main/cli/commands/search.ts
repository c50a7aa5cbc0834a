import { MAX_CARRIED_BY } from '#contract/limits.ts'
import type { SearchHit, SearchResult } from '#contract/search.ts'
import { printableLine } from '../../base/printable-text.ts'
import { type Command, UsageError } from '../command.ts'
import { numberFlag, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import type { Terminal } from '../terminal.ts'
import { withCaller } from '../with-caller.ts'

export const search: Command = {
  name: 'search',
  summary: 'Finds words in every recorded prompt, answer and tool result.',
  usage: 'TEXT…',
  options: {
    limit: { type: 'string', help: 'How many hits at most (20, up to 200)' },
    cursor: { type: 'string', help: 'The "next" of an earlier answer' },
  },
  async run(invocation) {
    const text = invocation.arguments.join(' ')
    if (text.trim() === '') throw new UsageError('Say what to search for.')
    const limit = numberFlag(invocation, 'limit', 200) ?? 20
    const cursor = textFlag(invocation, 'cursor')
    const result = await withCaller(invocation, caller => caller.call('search', { text, limit, cursor }))
    return printResult(invocation, result, each => resultText(invocation.terminal, each))
  },
}

function resultText(terminal: Terminal, { hits, hint, waiting, next }: SearchResult): string {
  return [
    ...(hits.length === 0 ? ['Nothing found.'] : hits.map(hit => hitText(terminal, hit))),
    ...(hint === null ? [] : [hint]),
    ...(waiting === 0 ? [] : [`${waiting} blocks are not searchable yet.`]),
    ...(next === null ? [] : [`There is more: --cursor ${next}`]),
  ].join('\n')
}

function hitText(terminal: Terminal, hit: SearchHit): string {
  const carried = hit.carriedBy > 1 ? ` ×${hit.carriedBy}${hit.carriedBy < MAX_CARRIED_BY ? '' : '+'}` : ''
  const place = `${hit.runId.slice(0, 12)} ${printableLine(hit.runName, 40)} › ${printableLine(hit.spanName, 40)}`
  const { before, match, after } = hit.snippet
  const marked = terminal.paint('yellow', printableLine(match, 80))
  // A snippet keeps the spaces around its match, which a trimmed line would lose.
  const snippet = `${oneLine(before)}${marked}${oneLine(after)}`
  return `${terminal.paint('dim', `${place} · ${hit.role} ${hit.kind}${carried}`)}\n    ${snippet.trim()}`
}

function oneLine(text: string): string {
  return printableLine(`|${text}|`, 400).slice(1, -1)
}
