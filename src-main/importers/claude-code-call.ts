import { anyField, objectField, textField } from '../base/json-field.ts'
import { anthropicMessage } from './anthropic-part.ts'
import type { createHistories } from './claude-code-history.ts'
import { type Answer, blocksOfAnswer, type ToolBlock, type Transcript } from './claude-code-session.ts'
import { FORMAT, type SessionTree, toolSpanId } from './claude-code-tree.ts'
import { claudeCodeUsage, isNoCall } from './claude-code-usage.ts'
import { attributeOf, makeSpan, type NewSpan, othersOf, spanIdOf } from './make-span.ts'
import { latest } from './time.ts'

/** What all spans of a session share. */
export interface Session {
  readonly transcript: Transcript
  readonly tree: SessionTree
  readonly histories: ReturnType<typeof createHistories>
  readonly place: Pick<NewSpan, 'traceId' | 'origin'>
}

/** Members that have a place of their own in a span. */
export const PLACED = ['type', 'timestamp', 'sessionId', 'message', 'toolUseResult']

export function answerSpan(session: Session, answer: Answer) {
  const [first] = answer.entries
  const message = objectField(first?.record, 'message')
  if (first === undefined || first.time === undefined) return undefined
  const { tree, transcript, histories } = session
  const stops = answer.entries.map(({ record }) => textField(objectField(record, 'message'), 'stop_reason'))
  const stop = stops.findLast(each => each !== undefined)
  const blocks = blocksOfAnswer(answer)
  const model = isNoCall(answer) ? undefined : textField(message, 'model')
  const asked = transcript.entries.get(first.parentUuid ?? '')?.time
  return makeSpan({
    ...session.place,
    spanId: spanIdOf(FORMAT, tree.sessionId, 'call', answer.id),
    parentSpanId: tree.parentSpanIdOf(first),
    name: model === undefined ? 'chat' : `chat ${model}`,
    otelKind: 3,
    // The file tells when the first block was there; the model was asked when the line before it was.
    startUnixNano: asked !== undefined && asked < first.time ? asked : first.time,
    endUnixNano: latest(answer.entries.map(entry => entry.time)),
    ...(isNoCall(answer) ? { status: 'error' as const, statusMessage: textField(blocks[0], 'text') } : {}),
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': providerOf(textField(message, 'id')),
      'gen_ai.request.model': model,
      'gen_ai.response.model': model,
      'gen_ai.response.id': textField(message, 'id'),
      'gen_ai.response.finish_reasons': stop === undefined ? undefined : [stop],
      'gen_ai.conversation.id': tree.sessionId,
      'gen_ai.agent.name': agentNameOf(session, first.agentId),
      'gen_ai.input.messages': histories.messagesBefore(first),
      'gen_ai.output.messages': JSON.stringify([anthropicMessage('assistant', blocks)]),
      ...claudeCodeUsage(answer),
    },
    others: othersOf(first.record, 'claude_code', PLACED),
  })
}

/** Bedrock and Vertex mark the ids of their messages. */
function providerOf(messageId: string | undefined): string {
  if (messageId?.startsWith('msg_bdrk_') === true) return 'aws.bedrock'
  return messageId?.startsWith('msg_vrtx_') === true ? 'gcp.vertex_ai' : 'anthropic'
}

export function agentNameOf({ tree }: Session, agentId: string | undefined): string {
  return agentId === undefined ? 'claude-code' : (tree.subAgents.get(agentId)?.type ?? 'sub-agent')
}

export function toolSpan(session: Session, toolUseId: string, use: ToolBlock) {
  const { tree, transcript, place } = session
  const result = transcript.toolResults.get(toolUseId)
  if (use.entry.time === undefined) return undefined
  const name = textField(use.block, 'name') ?? 'unknown'
  const content = anyField(result?.block, 'content')
  const abandonedAt = result === undefined ? nextPromptTime(session, use) : undefined
  const hasFailed = result?.block.is_error === true || abandonedAt !== undefined
  return makeSpan({
    ...place,
    spanId: toolSpanId(tree.sessionId, toolUseId),
    parentSpanId: tree.parentSpanIdOf(use.entry),
    name: `execute_tool ${name}`,
    startUnixNano: use.entry.time,
    endUnixNano: result === undefined ? abandonedAt : (result.entry.time ?? use.entry.time),
    status: hasFailed ? 'error' : 'unset',
    statusMessage: abandonedAt === undefined ? '' : 'The session went on without a result.',
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': name,
      'gen_ai.tool.call.id': toolUseId,
      'gen_ai.tool.call.arguments': JSON.stringify(use.block.input ?? {}),
      'gen_ai.tool.call.result': attributeOf(content),
      'gen_ai.conversation.id': tree.sessionId,
      'gen_ai.agent.name': agentNameOf(session, use.entry.agentId),
      'error.type': hasFailed ? 'tool_error' : undefined,
      'claude_code.tool_use_result': attributeOf(result?.entry.record.toolUseResult),
    },
    others: othersOf(result?.entry.record, 'claude_code', PLACED),
  })
}

/** A tool call without a result may still run, unless the user has gone on since. */
export function nextPromptTime({ tree }: Session, use: ToolBlock): bigint | undefined {
  return tree.prompts.find(prompt => prompt.line > use.entry.line)?.time
}
