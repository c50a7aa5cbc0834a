import type { Call } from '#contract/call.ts'
import type { ReplayChoices } from '#contract/replay.ts'
import type { Gap } from './gap.ts'
import { pairTools } from './pair-tools.ts'
import type { PromptMessage, PromptRequest, PromptTool } from './prompt-request.ts'
import { readParameters } from './read-parameters.ts'
import { readToolDefinition, undefinedTool } from './read-tool-definition.ts'
import { rebuildMessages, type TextOf } from './rebuild-messages.ts'

export type Overrides = Pick<ReplayChoices, 'temperature' | 'maxTokens' | 'system' | 'edits'>

export interface Rebuilt {
  readonly request: PromptRequest
  readonly gaps: readonly Gap[]
  /** Whether an override makes it another request than the recorded one, the model aside. */
  readonly isChanged: boolean
}

/** A recorded call as a request that can be sent again. What cannot be sent as it was stands in the gaps. */
export function rebuildRequest(call: Call, overrides: Overrides = {}): Rebuilt {
  const edits = new Map(overrides.edits?.map(({ blockId, text }) => [blockId, text]))
  const textOf: TextOf = ({ block }) => edits.get(block.blockId) ?? block.text
  const of = (section: string) => call.blocks.filter(block => block.section === section)
  const { messages: rebuilt, gaps } = rebuildMessages(of('input'), textOf)
  const { messages, gaps: unpaired } = pairTools(rebuilt)
  const { parameters, gaps: unsent } = readParameters(call.parameters)
  const { tools, gaps: untold } = rebuildTools(
    of('tools').map(({ block, name }) => ({ text: block.text, name })),
    messages,
  )
  const recordedSystem = of('system')
    .map(textOf)
    .filter(text => text !== '')
  const { system, temperature, maxTokens } = overrides
  return {
    request: {
      system: system === undefined ? recordedSystem : [system].filter(text => text !== ''),
      messages,
      tools,
      parameters: {
        ...parameters,
        ...(temperature === undefined ? {} : { temperature }),
        ...(maxTokens === undefined ? {} : { maxTokens }),
      },
    },
    gaps: distinct([...gaps, ...unpaired, ...unsent, ...untold]),
    isChanged:
      call.blocks.some(({ section, block }) => section !== 'output' && edits.has(block.blockId)) ||
      (system !== undefined && system !== recordedSystem.join('\n\n')) ||
      (temperature !== undefined && temperature !== parameters.temperature) ||
      (maxTokens !== undefined && maxTokens !== parameters.maxTokens),
  }
}

function rebuildTools(
  recorded: readonly { readonly text: string; readonly name: string | null }[],
  messages: readonly PromptMessage[],
): { readonly tools: PromptTool[]; readonly gaps: Gap[] } {
  const read = recorded.map(({ text, name }) => readToolDefinition(text, name))
  const tools = read.map(({ tool }) => tool).filter(tool => tool !== undefined)
  const defined = new Set(tools.map(tool => tool.name))
  const used = messages.flatMap(({ parts }) =>
    parts.flatMap(part => (part.kind === 'tool-call' ? [part.name] : [])),
  )
  const missing = [...new Set(used)].filter(name => !defined.has(name))
  const gaps: Gap[] = []
  const hosted = read.length - tools.length
  if (hosted > 0) gaps.push({ about: 'tools', text: 'Tools that a provider runs itself are not offered.' })
  if (missing.length > 0 || read.some(({ isNameOnly }) => isNameOnly)) {
    const text = 'The recording does not say what all of the tools take; they are offered by name.'
    gaps.push({ about: 'tools', text })
  }
  return { tools: [...tools, ...missing.map(undefinedTool)], gaps }
}

function distinct(gaps: readonly Gap[]): Gap[] {
  return [...new Map(gaps.map(gap => [gap.text, gap])).values()]
}
