import type { Caller } from '#contract/caller.ts'
import type { ParamsOf } from '#contract/operations.ts'
import { ReplayMode } from '#contract/replay.ts'
import { type Invocation, UsageError } from '../command.ts'
import { findSpanId } from '../find-run.ts'
import { numberFlag, textFlag } from '../options.ts'

/** What the flags say, with steps named by number as well as by span. */
export async function readChoices(
  caller: Caller,
  invocation: Invocation,
  runId: string,
): Promise<ParamsOf<'replay.plan'>> {
  const mode = ReplayMode.safeParse(textFlag(invocation, 'mode') ?? 'live')
  if (!mode.success)
    throw new UsageError(`--mode is ${ReplayMode.options.join(', ')}, not "${textFlag(invocation, 'mode')}".`)
  const [from, step] = await Promise.all(
    ['from', 'step'].map(name => findStep(caller, runId, textFlag(invocation, name))),
  )
  const choices = {
    model: textFlag(invocation, 'model'),
    provider: textFlag(invocation, 'provider'),
    system: textFlag(invocation, 'system'),
    temperature: amount(invocation, 'temperature'),
    budget: amount(invocation, 'budget'),
    maxTokens: numberFlag(invocation, 'max-tokens', 1_000_000),
    concurrency: numberFlag(invocation, 'concurrency', 16),
    from,
    step,
  }
  const said = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
  return {
    runId,
    mode: mode.data,
    flow: invocation.flags.chained === true ? 'chained' : 'independent',
    ...said,
  }
}

function amount(invocation: Invocation, name: string): number | undefined {
  const text = textFlag(invocation, name)
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new UsageError(`--${name} takes a number like 0.5, not "${text}".`)
}

/** Numbers are those of the plan; a span may be named by the beginning of its id. */
async function findStep(
  caller: Caller,
  runId: string,
  text: string | undefined,
): Promise<string | undefined> {
  if (text === undefined) return undefined
  const { steps } = await caller.call('replay.plan', { runId, mode: 'mocked' })
  const byNumber = /^\d{1,5}$/.test(text) ? steps[Number(text) - 1] : undefined
  if (byNumber !== undefined) return byNumber.spanId
  if (/^\d{1,5}$/.test(text))
    throw new UsageError(`The run has ${steps.length} steps; there is no step ${text}.`)
  return findSpanId(
    steps.map(({ spanId }) => spanId),
    runId,
    text,
  )
}
