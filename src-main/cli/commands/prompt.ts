import type { Call } from '#contract/call.ts'
import type { Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import type { Command } from '../command.ts'
import { renderConversation } from '../conversation.ts'
import { findRunId, findSpanId } from '../find-run.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

const wholeBlocks = 1_048_576

export const prompt: Command = {
  name: 'prompt',
  summary: 'Prints the conversation of an LLM call: the last one of the run, or the one of a span.',
  usage: 'RUN [SPAN]',
  options: { new: { type: 'boolean', help: 'Only what the call before did not carry' } },
  async run(invocation) {
    const [run = '', span] = takeArguments(invocation, 1, 2)
    const call = await withCaller(invocation, async caller => {
      const runId = await findRunId(caller, run)
      const spanId = await chooseSpan(caller, runId, span)
      return caller.call('calls.get', { runId, spanId, blockLimit: wholeBlocks })
    })
    const shown = invocation.flags.new === true ? onlyNew(call) : call
    return printResult(invocation, shown, each => renderConversation(invocation.terminal, each))
  },
}

async function chooseSpan(caller: Caller, runId: string, reference: string | undefined): Promise<string> {
  if (reference !== undefined && /^[0-9a-f]{16}$/i.test(reference)) return reference.toLowerCase()
  const { spans } = await caller.call('runs.get', { runId, limit: 100_000 })
  if (reference !== undefined)
    return findSpanId(
      spans.map(span => span.spanId),
      runId,
      reference,
    )
  const calls = spans.filter(span => span.kind === 'llm').toSorted((a, b) => a.startNs - b.startNs)
  const last = calls.at(-1)
  if (last === undefined) throw new ProblemError({ code: 'refused', reason: `Run ${runId} has no LLM call.` })
  return last.spanId
}

function onlyNew(call: Call): Call {
  return { ...call, blocks: call.blocks.filter(({ isNew, section }) => isNew || section === 'output') }
}
