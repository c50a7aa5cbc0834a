import { objectField, textField } from '../base/json-field.ts'
import type { OtlpSpan } from '../otlp/otlp-span.ts'
import { anthropicMessage } from './anthropic-part.ts'
import {
  agentNameOf,
  answerSpan,
  nextPromptTime,
  PLACED,
  type Session,
  toolSpan,
} from './claude-code-call.ts'
import { createHistories } from './claude-code-history.ts'
import { type Answer, blocksOf, type Entry, type Transcript, titleOfSession } from './claude-code-session.ts'
import {
  agentSpanId,
  FORMAT,
  rootSpanId,
  type SubAgent,
  sessionTree,
  toolSpanId,
  turnSpanId,
} from './claude-code-tree.ts'
import type { ImportedItem } from './importer.ts'
import { makeSpan, originOf, othersOf, traceIdOf } from './make-span.ts'
import { messagesText, titleOf } from './messages.ts'
import { latest } from './time.ts'

/** One run for each session: its turns, and in them the calls, the tools and the sub-agents. */
export function* claudeCodeSpans(transcript: Transcript, newFromLine: number): Generator<ImportedItem> {
  const histories = createHistories(transcript)
  const sessionIds = new Set([...transcript.entries.values()].map(entry => entry.sessionId))
  for (const sessionId of sessionIds) {
    const tree = sessionTree(transcript, sessionId)
    const place = { traceId: traceIdOf(FORMAT, sessionId), origin: originOf('claude-code', 'claude-code') }
    yield* sessionSpans({ transcript, tree, histories, place }, newFromLine)
  }
}

function* sessionSpans(session: Session, newFromLine: number): Generator<ImportedItem> {
  const { tree } = session
  // The file of a sub-agent has no root: the session's own file has it.
  const main = tree.entries.filter(entry => entry.agentId === undefined)
  if (main.length > 0) yield* itemOf(main[0], rootSpan(session))
  for (const prompt of tree.prompts) yield* itemOf(prompt, turnSpan(session, prompt))
  for (const agent of tree.subAgents.values()) {
    if (main.length > 0) yield* itemOf(agent.entries[0] ?? agent.dispatch?.entry, agentSpan(session, agent))
  }
  for (const entry of tree.entries) yield* entrySpans(session, entry, newFromLine)
}

function* entrySpans(session: Session, entry: Entry, newFromLine: number): Generator<ImportedItem> {
  const { answer } = entry
  if (answer?.entries[0] === entry && isNewAnswer(answer, newFromLine)) {
    yield* itemOf(entry, answerSpan(session, answer))
  }
  for (const block of blocksOf(entry)) {
    const id = textField(block, 'id') ?? ''
    const use = session.transcript.toolUses.get(id)
    if (use?.entry === entry && isNewTool(session, id, newFromLine)) {
      yield* itemOf(entry, toolSpan(session, id, use))
    }
  }
}

/** What a longer file would tell again in the same words is left out: each answer repeats its whole history. */
function isNewAnswer({ entries }: Answer, newFromLine: number): boolean {
  return entries.some(entry => entry.line >= newFromLine)
}

function isNewTool({ transcript }: Session, toolUseId: string, newFromLine: number): boolean {
  const result = transcript.toolResults.get(toolUseId)
  return result === undefined || result.entry.line >= newFromLine
}

function* itemOf(entry: Entry | undefined, span: OtlpSpan | undefined): Generator<ImportedItem> {
  if (entry === undefined) return
  if (span !== undefined) yield { kind: 'span', line: entry.line, span }
  else yield { kind: 'skipped', line: entry.line, reason: 'It has no time.' }
}

function rootSpan(session: Session): OtlpSpan | undefined {
  const { tree, transcript } = session
  const [first] = tree.entries.filter(entry => entry.time !== undefined)
  if (first?.time === undefined) return undefined
  const title = titleOfSession(transcript, tree.sessionId) ?? titleOf(promptText(tree.prompts[0]))
  return makeSpan({
    ...session.place,
    spanId: rootSpanId(tree.sessionId),
    name: title ?? 'Claude Code session',
    startUnixNano: first.time,
    endUnixNano: endOf(session, tree.entries),
    attributes: {
      'gen_ai.operation.name': 'invoke_workflow',
      'gen_ai.workflow.name': title,
      'gen_ai.conversation.id': tree.sessionId,
    },
    others: othersOf(first.record, 'claude_code', PLACED),
  })
}

function turnSpan(session: Session, prompt: Entry): OtlpSpan | undefined {
  const { tree } = session
  if (prompt.time === undefined) return undefined
  return makeSpan({
    ...session.place,
    spanId: turnSpanId(prompt),
    parentSpanId: rootSpanId(tree.sessionId),
    name: 'invoke_agent claude-code',
    startUnixNano: prompt.time,
    endUnixNano: endOf(
      session,
      tree.entries.filter(entry => tree.turnOf(entry) === prompt),
    ),
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'claude-code',
      'gen_ai.conversation.id': tree.sessionId,
      'gen_ai.input.messages': JSON.stringify([anthropicMessage('user', blocksOf(prompt))]),
    },
    others: othersOf(prompt.record, 'claude_code', PLACED),
  })
}

function agentSpan(session: Session, agent: SubAgent): OtlpSpan | undefined {
  const { tree, transcript } = session
  const { agentId, dispatch, entries } = agent
  const toolUseId = textField(dispatch?.block, 'id') ?? ''
  const start = dispatch?.entry.time ?? entries[0]?.time
  if (start === undefined) return undefined
  const name = agentNameOf(session, agentId)
  const resultTime = transcript.toolResults.get(toolUseId)?.entry.time
  return makeSpan({
    ...session.place,
    spanId: agentSpanId(tree.sessionId, agentId),
    parentSpanId: dispatch === undefined ? rootSpanId(tree.sessionId) : toolSpanId(tree.sessionId, toolUseId),
    name: `invoke_agent ${name}`,
    startUnixNano: start,
    endUnixNano: resultTime ?? endOf(session, entries),
    attributes: {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': name,
      'gen_ai.agent.id': agentId,
      'gen_ai.conversation.id': tree.sessionId,
      'gen_ai.input.messages': messagesText(
        'user',
        textField(objectField(dispatch?.block, 'input'), 'prompt'),
      ),
    },
  })
}

function promptText(prompt: Entry | undefined): string | undefined {
  return prompt === undefined ? undefined : textField(blocksOf(prompt)[0], 'text')
}

/** Undefined while a tool call of the last turn waits for its result. */
function endOf(session: Session, entries: readonly Entry[]): bigint | undefined {
  const { toolResults, toolUses } = session.transcript
  const isWaiting = entries.some(entry =>
    blocksOf(entry).some(block => {
      const use = block.type === 'tool_use' ? toolUses.get(textField(block, 'id') ?? '') : undefined
      const isAnswered = toolResults.has(textField(block, 'id') ?? '')
      return use !== undefined && !isAnswered && nextPromptTime(session, use) === undefined
    }),
  )
  return isWaiting ? undefined : latest(entries.map(entry => entry.time))
}
