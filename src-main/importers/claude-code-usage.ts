import { numberField, objectField, textField } from '../base/json-field.ts'
import type { Answer } from './claude-code-session.ts'
import { blocksOfAnswer } from './claude-code-session.ts'
import type { Attributes } from './make-span.ts'

/** The lines of an answer repeat its usage or let it grow, so the largest of each count is the right one. */
export function claudeCodeUsage(answer: Answer): Attributes {
  const usages = answer.entries.map(({ record }) => objectField(objectField(record, 'message'), 'usage'))
  const largest = (counts: readonly (number | undefined)[]) => {
    const told = counts.filter(count => count !== undefined)
    return told.length === 0 ? undefined : Math.max(...told)
  }
  const most = (name: string) => largest(usages.map(usage => numberField(usage, name)))
  const lasting = (name: string) =>
    largest(usages.map(usage => numberField(objectField(usage, 'cache_creation'), name)))
  const input = most('input_tokens')
  if (input === undefined || isNoCall(answer)) return {}
  const cacheRead = most('cache_read_input_tokens')
  const cacheWrite = most('cache_creation_input_tokens')
  const output = most('output_tokens')
  return {
    'gen_ai.usage.input_tokens': input + (cacheRead ?? 0) + (cacheWrite ?? 0),
    'gen_ai.usage.cache_read.input_tokens': cacheRead,
    'gen_ai.usage.cache_write.input_tokens': cacheWrite,
    'gen_ai.usage.cache_creation.ephemeral_5m_input_tokens': lasting('ephemeral_5m_input_tokens'),
    'gen_ai.usage.cache_creation.ephemeral_1h_input_tokens': lasting('ephemeral_1h_input_tokens'),
    'gen_ai.usage.output_tokens': isPlaceholder(answer, output) ? undefined : output,
    'claude_code.usage': JSON.stringify(usages.findLast(usage => usage !== undefined)),
  }
}

/** What Claude Code itself says in the model's place, for example that the API failed. */
export function isNoCall({ entries }: Answer): boolean {
  return entries.some(
    ({ record }) =>
      record.isApiErrorMessage === true ||
      textField(objectField(record, 'message'), 'model') === '<synthetic>',
  )
}

/** Some versions write the count a stream begins with and never the one it ends with. */
function isPlaceholder(answer: Answer, output: number | undefined): boolean {
  const isEnded = answer.entries.some(({ record }) =>
    textField(objectField(record, 'message'), 'stop_reason'),
  )
  return !isEnded && (output ?? 0) <= 2 && blocksOfAnswer(answer).length > 0
}
