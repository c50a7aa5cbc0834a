import { textField } from '../base/json-field.ts'
import { anthropicMessage } from './anthropic-part.ts'
import { type Answer, blocksOf, blocksOfAnswer, type Entry, type Transcript } from './claude-code-session.ts'
import { isNoCall } from './claude-code-usage.ts'

const SCAFFOLDING = /^(<local-command-|\[Request interrupted by user)/

/** What a person typed: no result of a tool, and nothing Claude Code put in by itself. */
export function isPrompt(entry: Entry): boolean {
  const { record } = entry
  if (record.type !== 'user' || record.isMeta === true || record.isCompactSummary === true) return false
  const blocks = blocksOf(entry)
  const first = textField(blocks[0], 'text') ?? ''
  return !blocks.some(block => block.type === 'tool_result') && !SCAFFOLDING.test(first)
}

/**
 * Writes the messages a call was sent, as JSON text. A thread follows `parentUuid` and not the order of the
 * file, since going back and asking again leaves the abandoned branch in it.
 */
export function createHistories(transcript: Transcript) {
  const texts = new Map<Entry | Answer, string>()
  const results = new Map<Answer, readonly Entry[]>()

  function textOf(key: Entry | Answer, write: () => string): string {
    const known = texts.get(key)
    if (known !== undefined) return known
    const text = write()
    texts.set(key, text)
    return text
  }

  function messagesBefore(entry: Entry): string {
    const thread = [...ancestorsOf(transcript, entry)].reverse()
    const within = new Set(thread)
    const answers = new Set<Answer>()
    const messages: string[] = []
    for (const each of thread) {
      if (each.answer === undefined) {
        if (isMessage(each)) messages.push(textOf(each, () => textOfEntry(each)))
      } else if (!answers.has(each.answer) && !isNoCall(each.answer)) {
        answers.add(each.answer)
        messages.push(...withResults(each.answer, within))
      }
    }
    return `[${messages.join(',')}]`
  }

  /** Of parallel tool calls only one result is an ancestor of what follows; the model saw them all. */
  function withResults(answer: Answer, thread: ReadonlySet<Entry>): string[] {
    const own = textOf(answer, () => JSON.stringify(anthropicMessage('assistant', blocksOfAnswer(answer))))
    const elsewhere = resultsOf(answer).filter(entry => !thread.has(entry))
    return [own, ...elsewhere.map(entry => textOf(entry, () => textOfEntry(entry)))]
  }

  function resultsOf(answer: Answer): readonly Entry[] {
    const known = results.get(answer)
    if (known !== undefined) return known
    const entries = blocksOfAnswer(answer).flatMap(block => {
      const result = transcript.toolResults.get(textField(block, 'id') ?? '')
      return result === undefined ? [] : [result.entry]
    })
    results.set(answer, entries)
    return entries
  }

  return { messagesBefore }
}

function isMessage(entry: Entry): boolean {
  return entry.record.type === 'user' && blocksOf(entry).length > 0
}

function textOfEntry(entry: Entry): string {
  return JSON.stringify(anthropicMessage('user', blocksOf(entry)))
}

function* ancestorsOf({ entries }: Transcript, entry: Entry): Generator<Entry> {
  const seen = new Set([entry.uuid])
  let uuid = entry.parentUuid
  while (uuid !== undefined && !seen.has(uuid)) {
    seen.add(uuid)
    const ancestor = entries.get(uuid)
    if (ancestor === undefined) return
    yield ancestor
    uuid = ancestor.parentUuid
  }
}
