import type { Call, CallBlock } from '#contract/call.ts'
import { isJsonObject, type JsonValue, parseJson } from '../base/json.ts'
import { textField } from '../base/json-field.ts'
import { dollars, numberOf } from './words.ts'

/** What a call asked, with content as text where it is text alone and as blocks otherwise. */
export function promptShape(call: Call) {
  return {
    system_prompt: textIn(call.blocks.filter(placed => placed.section === 'system')),
    messages: messagesIn(call.blocks.filter(placed => placed.section === 'input')),
    tool_definitions: call.blocks.filter(placed => placed.section === 'tools').map(definitionOf),
    temperature: call.parameters.temperature ?? null,
    max_tokens: call.parameters.max_tokens ?? null,
  }
}

export function completionShape(call: Call) {
  const output = call.blocks.filter(placed => placed.section === 'output')
  return {
    content: contentOf(output),
    text_content: textIn(output),
    stop_reason: call.finishReasons[0] ?? null,
  }
}

export function tokensShape({ usage, countedCost }: Call) {
  const input = numberOf(usage.input)
  const output = numberOf(usage.output)
  return {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input === null && output === null ? null : (input ?? 0) + (output ?? 0),
    cache_read_tokens: numberOf(usage.cacheRead),
    cache_write_tokens: numberOf(usage.cacheWrite),
    cost_estimate: dollars(countedCost),
  }
}

function messagesIn(blocks: readonly CallBlock[]) {
  const byMessage = Map.groupBy(blocks, placed => placed.message)
  return [...byMessage.values()].map(message => ({
    role: message[0]?.role ?? 'user',
    content: contentOf(message),
  }))
}

function textIn(blocks: readonly CallBlock[]): string {
  return blocks
    .filter(({ block }) => block.kind === 'text')
    .map(({ block }) => block.text)
    .join('\n')
}

function contentOf(blocks: readonly CallBlock[]) {
  return blocks.every(({ block }) => block.kind === 'text') ? textIn(blocks) : blocks.map(contentBlock)
}

function contentBlock({ block, name, toolCallId }: CallBlock) {
  const id = toolCallId === null ? {} : { id: toolCallId }
  switch (block.kind) {
    case 'reasoning':
      return { type: 'thinking', text: block.text }
    case 'tool-call':
      return { type: 'tool_use', ...id, name, input: argumentsIn(block.text) }
    case 'tool-result':
      return {
        type: 'tool_result',
        ...(toolCallId === null ? {} : { tool_use_id: toolCallId }),
        text: block.text,
      }
    case 'text':
      return { type: 'text', text: block.text }
    default:
      return { type: block.kind, text: block.text }
  }
}

function argumentsIn(text: string): JsonValue {
  const call = parseJson(text)
  return isJsonObject(call) ? (call.arguments ?? null) : text
}

function definitionOf({ name, block }: CallBlock) {
  const sent = parseJson(block.text)
  const definition = isJsonObject(sent) ? sent : {}
  const inner = isJsonObject(definition.function) ? definition.function : definition
  return {
    name,
    description: textField(inner, 'description') ?? '',
    input_schema: inner.input_schema ?? inner.parameters ?? inner.inputSchema ?? null,
  }
}
