import type { PlannedStep } from '#contract/replay.ts'
import type { Control } from './control.ts'
import type { Progress } from './progress.ts'
import { rebuildRequest } from './rebuild-request.ts'
import type { ReplayParts } from './replay-parts.ts'
import type { StepRunner } from './step-runner.ts'

/** Each recorded prompt as it was, several at once; what is mocked is copied, so that the new run is whole. */
export async function replayIndependently(
  { recording, choices, plan }: ReplayParts,
  runner: StepRunner,
  control: Control,
  progress: Progress,
): Promise<void> {
  const underWay = new Set<Promise<void>>()
  for (const [index, step] of plan.steps.entries()) {
    await control.gate()
    if (step.source !== 'live') await replayMocked(index, step)
    else {
      while (underWay.size >= choices.concurrency) await Promise.race(underWay)
      await control.gate()
      const work = replayLive(index, step).finally(() => underWay.delete(work))
      underWay.add(work)
    }
  }
  await Promise.all(underWay)

  async function replayLive(index: number, { spanId }: PlannedStep): Promise<void> {
    const call = await recording.callOf(spanId)
    if (call !== undefined) await runner.live(index, call, rebuildRequest(call, choices).request)
  }

  async function replayMocked(index: number, step: PlannedStep): Promise<void> {
    const call = step.kind === 'tool' ? undefined : await recording.callOf(step.spanId)
    const exchange = call === undefined ? await recording.toolOf(step.spanId) : undefined
    if (exchange !== undefined) return runner.tool(index, exchange)
    if (call === undefined || step.source === 'omitted') return progress.set(index, { state: 'skipped' })
    const { request, isChanged } = rebuildRequest(call, choices.mode === 'mocked' ? choices : {})
    if (isChanged) control.stop('The prompt is changed, and the recording has no answer to the changed one.')
    await control.gate()
    await runner.mocked(index, call, request)
  }
}
