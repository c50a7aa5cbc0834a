import type { Answer } from './answer.ts'
import type { Control } from './control.ts'
import type { Progress } from './progress.ts'
import type { PromptMessage, PromptPart } from './prompt-request.ts'
import type { StepRunner } from './step-runner.ts'
import type { createToolResults } from './tool-results.ts'

export interface FollowUps {
  /** The answer and what follows it: results of the tools it called, or what the user said next. Undefined at the end. */
  after(answer: Answer, index: number): Promise<readonly PromptMessage[] | undefined>
}

interface FollowUpParts {
  readonly results: ReturnType<typeof createToolResults>
  readonly stepOfToolCall: ReadonlyMap<string, number>
  readonly turns: readonly PromptMessage[][]
  readonly runner: StepRunner
  readonly control: Control
  readonly progress: Progress
}

type ToolCall = Extract<Answer['parts'][number], { kind: 'tool-call' }>

export function createFollowUps(parts: FollowUpParts): FollowUps {
  const { results, stepOfToolCall, turns, runner, control, progress } = parts
  let turn = 0

  /** The step of the recording whose result it is, if that still waits. */
  function placeOf(toolCallId: string | null, name: string): number {
    const index = toolCallId === null ? undefined : stepOfToolCall.get(toolCallId)
    const isFree = index !== undefined && progress.steps()[index]?.state === 'waiting'
    return isFree ? index : progress.append({ kind: 'tool', name })
  }

  async function resultOf(
    { id, name, arguments: given }: ToolCall,
    index: number,
  ): Promise<PromptPart | undefined> {
    const match = results(name, given)
    if (match.kind === 'unmatched') {
      progress.set(index, { note: match.text })
      control.stop(match.text)
      return undefined
    }
    const { exchange } = match
    await runner.tool(placeOf(exchange.toolCallId, name), { ...exchange, toolCallId: id })
    return {
      kind: 'tool-result',
      id,
      name,
      result: exchange.result,
      isError: exchange.isError,
      isNamed: false,
    }
  }

  return {
    async after(answer, index) {
      const own = toMessage(answer)
      const asked = own.parts.filter(part => part.kind === 'tool-call')
      if (asked.length === 0) {
        const said = turns[turn]
        turn += 1
        return said && [own, ...said]
      }
      const answers: PromptPart[] = []
      for (const call of asked) {
        const result = await resultOf(call, index)
        if (result === undefined) return undefined
        answers.push(result)
      }
      return [own, { role: 'tool', parts: answers }]
    },
  }
}

/** Reasoning is not sent back: it would need the provider's own seal. */
function toMessage({ parts }: Answer): PromptMessage {
  const said = parts.flatMap((part): PromptPart[] => {
    if (part.kind === 'tool-call') return [part]
    return part.kind === 'text' ? [{ kind: 'text', text: part.text }] : []
  })
  return { role: 'assistant', parts: said }
}
