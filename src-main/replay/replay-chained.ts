import type { Call } from '#contract/call.ts'
import type { PlannedStep } from '#contract/replay.ts'
import type { Answer } from './answer.ts'
import type { Control } from './control.ts'
import type { Lane } from './find-lanes.ts'
import { createFollowUps, type FollowUps } from './follow-ups.ts'
import type { Progress } from './progress.ts'
import type { PromptRequest } from './prompt-request.ts'
import { readConversations, readUserTurns } from './read-conversations.ts'
import { rebuildRequest } from './rebuild-request.ts'
import type { ReplayParts } from './replay-parts.ts'
import type { StepRunner } from './step-runner.ts'

/** A model that keeps calling tools is let go on for so many calls beyond the recorded ones. */
const MOST_CALLS_BEYOND = 20

/** Each conversation of the run with the new answers in it, for as long as the recording can answer its tools. */
export async function replayChained(
  parts: ReplayParts,
  runner: StepRunner,
  control: Control,
  progress: Progress,
): Promise<void> {
  const conversations = await readConversations(parts)
  const sources = new Map(parts.plan.steps.map(({ spanId, source }) => [spanId, source]))
  for (const lane of conversations.lanes) {
    const turns = await readUserTurns(parts, lane)
    const followUps = createFollowUps({ ...conversations, turns, runner, control, progress })
    await replayLane({ parts, lane, sources, followUps, runner, control, progress })
  }
  progress.skipRest('The new answers did not lead here.')
}

interface LaneParts {
  readonly parts: ReplayParts
  readonly lane: Lane
  readonly sources: ReadonlyMap<string, PlannedStep['source']>
  readonly followUps: FollowUps
  readonly runner: StepRunner
  readonly control: Control
  readonly progress: Progress
}

async function replayLane(lane: LaneParts): Promise<void> {
  const { control, followUps } = lane
  /** The prompt with the new answers in it; undefined for as long as the recorded prompt is the prompt. */
  let request: PromptRequest | undefined
  for (let at = 0; at < lane.lane.length + MOST_CALLS_BEYOND; at += 1) {
    await control.gate()
    const place = await placeOf(lane, at)
    if (place === undefined) return
    const step = await answerStep(lane, { ...place, request })
    if (step === undefined) return
    const messages = await followUps.after(step.answer, place.index)
    if (messages === undefined) return
    const isAsRecorded = request === undefined && step.isMocked
    if (!isAsRecorded) request = { ...step.sent, messages: [...step.sent.messages, ...messages] }
  }
  control.stop(`The model still calls tools ${MOST_CALLS_BEYOND} calls after the recording ended.`)
}

/** The recorded call whose turn it is; beyond the last one, that one once more. */
async function placeOf(
  { parts, lane, sources, progress }: LaneParts,
  at: number,
): Promise<Omit<StepPlace, 'request'> | undefined> {
  const recorded = lane[at]
  const call = await parts.recording.callOf((recorded ?? lane.at(-1))?.spanId ?? '')
  if (call === undefined) return undefined
  if (recorded === undefined) {
    return {
      call,
      index: progress.append({ kind: 'llm', name: 'A call beyond the recording' }),
      source: 'live',
    }
  }
  const source = sources.get(recorded.spanId) ?? 'omitted'
  return source === 'omitted' ? undefined : { call, index: progress.indexOf(recorded.spanId), source }
}

interface StepPlace {
  readonly call: Call
  readonly index: number
  readonly source: PlannedStep['source']
  readonly request: PromptRequest | undefined
}

async function answerStep(
  { parts, runner, control }: LaneParts,
  { call, index, source, request }: StepPlace,
): Promise<
  { readonly answer: Answer; readonly sent: PromptRequest; readonly isMocked: boolean } | undefined
> {
  const own = rebuildRequest(call, parts.choices)
  const isMocked = source === 'mocked' || (source === 'hybrid' && request === undefined && !own.isChanged)
  if (isMocked && own.isChanged && parts.choices.mode === 'mocked') {
    control.stop('The prompt is changed, and the recording has no answer to the changed one.')
    await control.gate()
  }
  const sent = request === undefined ? own.request : { ...own.request, messages: request.messages }
  const answer = isMocked ? await runner.mocked(index, call, sent) : await runner.live(index, call, sent)
  return answer === undefined ? undefined : { answer, sent, isMocked }
}
