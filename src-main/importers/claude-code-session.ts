import { isJsonObject, isList, type JsonObject } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import { timeAt } from './time.ts'

/** A line of a session that has a place in its thread. */
export interface Entry {
  readonly uuid: string
  readonly sessionId: string
  readonly parentUuid: string | undefined
  readonly line: number
  readonly time: bigint | undefined
  readonly record: JsonObject
  /** The sub-agent whose line it is; undefined for the main thread. */
  readonly agentId: string | undefined
  /** The answer of the model that it is a part of. */
  readonly answer: Answer | undefined
}

/** One answer: Claude Code writes a line for each of its blocks, with the usage so far on each. */
export interface Answer {
  readonly id: string
  readonly entries: Entry[]
}

export interface ToolBlock {
  readonly block: JsonObject
  readonly entry: Entry
}

/** All lines of a file: a resumed session may go on in the thread of another one. */
export interface Transcript {
  readonly entries: Map<string, Entry>
  readonly answers: Map<string, Answer>
  readonly toolUses: Map<string, ToolBlock>
  readonly toolResults: Map<string, ToolBlock>
  /** Session id → kind of title → title. */
  readonly titles: Map<string, Map<string, string>>
  /** The latest line of each thread. */
  readonly ends: Map<string, string>
}

const TITLES: ReadonlyMap<string, string> = new Map([
  ['custom-title', 'customTitle'],
  ['agent-name', 'agentName'],
  ['ai-title', 'aiTitle'],
  ['summary', 'summary'],
])

export function createTranscript() {
  const transcript: Transcript = {
    entries: new Map(),
    answers: new Map(),
    toolUses: new Map(),
    toolResults: new Map(),
    titles: new Map(),
    ends: new Map(),
  }
  let sessionId = 'unknown'

  function take(record: JsonObject, line: number): void {
    sessionId = textField(record, 'sessionId') ?? sessionId
    const uuid = textField(record, 'uuid')
    if (uuid === undefined) takeTitle(transcript, sessionId, record)
    // A resumed or forked session repeats the lines of the one before it.
    else if (!transcript.entries.has(uuid)) takeEntry(transcript, { record, line, uuid, sessionId })
  }

  return { take, transcript }
}

function takeTitle({ titles }: Transcript, sessionId: string, record: JsonObject): void {
  const type = textField(record, 'type') ?? ''
  const member = TITLES.get(type)
  const title = member === undefined ? undefined : textField(record, member, 'title', 'name')
  if (title === undefined) return
  const known = titles.get(sessionId) ?? new Map<string, string>()
  titles.set(sessionId, known.set(type, title))
}

/** What the user called the session comes first, then what Claude Code did. */
export function titleOfSession({ titles }: Transcript, sessionId: string): string | undefined {
  const known = titles.get(sessionId)
  const best = [...TITLES.keys()].find(type => known?.has(type) === true)
  return best === undefined ? undefined : known?.get(best)
}

function takeEntry(
  transcript: Transcript,
  told: Pick<Entry, 'record' | 'line' | 'uuid' | 'sessionId'>,
): void {
  const { record, uuid } = told
  const thread = JSON.stringify([told.sessionId, record.isSidechain === true, record.agentId])
  const parentUuid = textField(record, 'parentUuid') ?? unsaidParent(record, transcript.ends.get(thread))
  transcript.ends.set(thread, uuid)
  const parent = parentUuid === undefined ? undefined : transcript.entries.get(parentUuid)
  const answer = record.type === 'assistant' ? answerOf(transcript, record, uuid) : undefined
  const agentId = agentOf(record, parent, uuid)
  const entry: Entry = { ...told, parentUuid, time: timeAt(record, 'timestamp'), agentId, answer }
  answer?.entries.push(entry)
  transcript.entries.set(uuid, entry)
  for (const block of blocksOf(entry)) noteTool(transcript, block, entry)
}

/** An answer or a result is never the first line, so where it names no parent it follows the line before it. */
function unsaidParent(record: JsonObject, previous: string | undefined): string | undefined {
  const content = objectField(record, 'message')?.content
  const hasResult =
    isList(content) && content.some(block => isJsonObject(block) && block.type === 'tool_result')
  return record.type === 'assistant' || hasResult ? previous : undefined
}

function answerOf({ answers }: Transcript, record: JsonObject, uuid: string): Answer {
  const messageId = textField(objectField(record, 'message'), 'id') ?? uuid
  const id = JSON.stringify([messageId, textField(record, 'requestId') ?? ''])
  const answer = answers.get(id) ?? { id, entries: [] }
  answers.set(id, answer)
  return answer
}

function noteTool({ toolUses, toolResults }: Transcript, block: JsonObject, entry: Entry): void {
  const useId = block.type === 'tool_use' ? textField(block, 'id') : undefined
  if (useId !== undefined && !toolUses.has(useId)) toolUses.set(useId, { block, entry })
  const resultId = block.type === 'tool_result' ? textField(block, 'tool_use_id') : undefined
  if (resultId !== undefined && !toolResults.has(resultId)) toolResults.set(resultId, { block, entry })
}

/** Older versions give a side thread no id: then it is known by the line it begins with. */
function agentOf(record: JsonObject, parent: Entry | undefined, uuid: string): string | undefined {
  const told = textField(record, 'agentId')
  if (told !== undefined || record.isSidechain !== true) return told
  return parent?.agentId ?? uuid
}

/** The blocks of a line's message; a plain text is one block. */
export function blocksOf({ record }: Entry): JsonObject[] {
  const content = objectField(record, 'message')?.content
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }]
  return isList(content) ? content.filter(isJsonObject) : []
}

/** The blocks of an answer without the copies some versions write. */
export function blocksOfAnswer({ entries }: Answer): JsonObject[] {
  const seen = new Set<string>()
  return entries.flatMap(blocksOf).filter(block => {
    const identity = textField(block, 'id') ?? JSON.stringify(block)
    const isNew = !seen.has(identity)
    seen.add(identity)
    return isNew
  })
}
