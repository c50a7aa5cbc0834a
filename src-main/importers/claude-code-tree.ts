import { objectField, textField } from '../base/json-field.ts'
import { isPrompt } from './claude-code-history.ts'
import { blocksOf, type Entry, type ToolBlock, type Transcript } from './claude-code-session.ts'
import { spanIdOf } from './make-span.ts'

export const FORMAT = 'claude-code'

/** A sub-agent, and the tool call that dispatched it where the file holds it. */
export interface SubAgent {
  readonly agentId: string
  readonly type: string
  readonly dispatch: ToolBlock | undefined
  readonly entries: readonly Entry[]
}

/** Where in a session everything belongs. */
export interface SessionTree {
  readonly sessionId: string
  readonly entries: readonly Entry[]
  readonly prompts: readonly Entry[]
  readonly subAgents: ReadonlyMap<string, SubAgent>
  /** The line that begins the turn of an entry. */
  turnOf(entry: Entry): Entry | undefined
  /** The span under which what an entry says hangs. */
  parentSpanIdOf(entry: Entry): string
}

export function sessionTree(transcript: Transcript, sessionId: string): SessionTree {
  const entries = [...transcript.entries.values()].filter(entry => entry.sessionId === sessionId)
  const turns = new Map<string, Entry | undefined>()
  for (const entry of entries) {
    // Compaction begins a new thread and tells only so where the old one was.
    const before = entry.parentUuid ?? textField(entry.record, 'logicalParentUuid') ?? ''
    turns.set(entry.uuid, entry.agentId === undefined && isPrompt(entry) ? entry : turns.get(before))
  }
  const turnOf = (entry: Entry) => turns.get(entry.uuid)
  return {
    sessionId,
    entries,
    prompts: entries.filter(entry => turnOf(entry) === entry),
    subAgents: subAgentsOf(transcript, entries),
    turnOf,
    parentSpanIdOf(entry) {
      const turn = turnOf(entry)
      if (entry.agentId !== undefined) return agentSpanId(sessionId, entry.agentId)
      return turn === undefined ? rootSpanId(sessionId) : turnSpanId(turn)
    },
  }
}

export function rootSpanId(sessionId: string): string {
  return spanIdOf(FORMAT, sessionId, 'session')
}

export function turnSpanId({ sessionId, uuid }: Entry): string {
  return spanIdOf(FORMAT, sessionId, 'turn', uuid)
}

export function toolSpanId(sessionId: string, toolUseId: string): string {
  return spanIdOf(FORMAT, sessionId, 'tool', toolUseId)
}

export function agentSpanId(sessionId: string, agentId: string): string {
  return spanIdOf(FORMAT, sessionId, 'agent', agentId)
}

function subAgentsOf(transcript: Transcript, entries: readonly Entry[]): Map<string, SubAgent> {
  const own = Map.groupBy(entries, entry => entry.agentId)
  const told = new Map<string, ToolBlock>()
  for (const entry of entries) {
    const agentId = textField(objectField(entry.record, 'toolUseResult'), 'agentId')
    const use = dispatchedBy(transcript, entry)
    if (agentId !== undefined && use !== undefined) told.set(agentId, use)
  }
  const subAgents = new Map<string, SubAgent>()
  for (const agentId of new Set([...own.keys(), ...told.keys()])) {
    if (agentId === undefined) continue
    const lines = own.get(agentId) ?? []
    const dispatch = told.get(agentId) ?? dispatchWithPrompt(transcript, lines[0])
    const type = textField(objectField(dispatch?.block, 'input'), 'subagent_type') ?? 'sub-agent'
    subAgents.set(agentId, { agentId, type, dispatch, entries: lines })
  }
  return subAgents
}

function dispatchedBy({ toolUses }: Transcript, result: Entry): ToolBlock | undefined {
  return toolUses.get(textField(blocksOf(result)[0], 'tool_use_id') ?? '')
}

/** Side threads within the session file tell their dispatcher only by the prompt they begin with. */
function dispatchWithPrompt({ toolUses }: Transcript, first: Entry | undefined): ToolBlock | undefined {
  const prompt = first === undefined ? undefined : textField(blocksOf(first)[0], 'text')
  if (prompt === undefined) return undefined
  return [...toolUses.values()].find(
    ({ block, entry }) =>
      entry.agentId !== first?.agentId && textField(objectField(block, 'input'), 'prompt') === prompt,
  )
}
