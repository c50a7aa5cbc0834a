import { setTimeout } from 'node:timers/promises'
import type { Caller } from '#contract/caller.ts'
import type { ParamsOf } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import type { Replay, ReplayPlan } from '#contract/replay.ts'
import { exitCodes, type Invocation, type Options } from '../command.ts'
import { findRunId } from '../find-run.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'
import { planText } from './plan-text.ts'
import { readChoices } from './read-choices.ts'
import { createStepTeller, endText } from './replay-text.ts'

const LOOK_EVERY_MS = 150

export const replayOptions: Options = {
  model: { type: 'string', help: 'Another model (the recorded ones)' },
  provider: {
    type: 'string',
    help: 'Who serves it: openai, anthropic, google, ollama, …, or the address of a server',
  },
  mode: { type: 'string', help: 'live, mocked or hybrid (live)' },
  chained: { type: 'boolean', help: 'Let the new answers flow into the next prompts' },
  from: { type: 'string', help: 'The first step that is live, by number or span' },
  step: { type: 'string', help: 'The only step that is live' },
  temperature: { type: 'string', help: 'Another temperature' },
  'max-tokens': { type: 'string', help: 'Tokens of an answer, at most' },
  system: { type: 'string', help: 'Another system prompt' },
  budget: { type: 'string', help: 'Dollars; the replay stops there' },
  concurrency: { type: 'string', help: 'Calls at once (4)' },
  'dry-run': { type: 'boolean', help: 'Say what would happen and send nothing' },
  yes: { type: 'boolean', help: 'Do not ask before money may be spent' },
}

/** Plans, asks whoever sits there, replays and tells step by step. */
export async function replayWithModel(invocation: Invocation, reference: string): Promise<number> {
  return withCaller(invocation, async caller => {
    const runId = await findRunId(caller, reference)
    const choices = await readChoices(caller, invocation, runId)
    const plan = await caller.call('replay.plan', choices)
    if (invocation.flags['dry-run'] === true) return tellPlan(invocation, plan)
    if (!invocation.isJson) invocation.terminal.tell(plan.summary)
    if (plan.canStart) await requireYes(invocation, plan)
    return tellEnd(invocation, await follow(caller, invocation, choices))
  })
}

function tellPlan(invocation: Invocation, plan: ReplayPlan): number {
  printResult(invocation, plan, each => planText(invocation.terminal, each))
  return plan.canStart ? exitCodes.ok : exitCodes.problem
}

function tellEnd(invocation: Invocation, replay: Replay): number {
  printResult(invocation, replay, each => endText(invocation.terminal, each))
  const isWhole = replay.state === 'done' && replay.steps.every(({ state }) => state !== 'failed')
  return isWhole ? exitCodes.ok : exitCodes.problem
}

async function requireYes({ terminal, flags }: Invocation, { counts }: ReplayPlan): Promise<void> {
  if (flags.yes === true || counts.live + counts.hybrid === 0) return
  if (terminal.ask === undefined) {
    const reason = 'This may spend money, and nobody is here to ask. Look with --dry-run, then add --yes.'
    throw new ProblemError({ code: 'refused', reason })
  }
  const answer = await terminal.ask('Send this? [y/N] ')
  if (!/^y(es)?$/i.test(answer.trim()))
    throw new ProblemError({ code: 'refused', reason: 'Nothing was sent.' })
}

async function follow(
  caller: Caller,
  { terminal, isJson }: Invocation,
  choices: ParamsOf<'replay.start'>,
): Promise<Replay> {
  const { replayId } = await caller.call('replay.start', choices)
  const tell = createStepTeller(terminal)
  const stop = () => void caller.call('replay.stop', { replayId }).catch(() => undefined)
  process.once('SIGINT', stop)
  try {
    for (;;) {
      const replay = await caller.call('replay.get', { replayId })
      if (!isJson) tell(replay)
      if (replay.endedAt !== null) return replay
      await setTimeout(LOOK_EVERY_MS)
    }
  } finally {
    terminal.showProgress?.(undefined)
    process.off('SIGINT', stop)
  }
}
