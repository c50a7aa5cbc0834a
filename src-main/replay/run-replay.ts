import { type Control, ReplayEnded } from './control.ts'
import type { Progress } from './progress.ts'
import { replayChained } from './replay-chained.ts'
import { replayIndependently } from './replay-independent.ts'
import type { ReplayParts } from './replay-parts.ts'
import { newId, rootSpan } from './replay-spans.ts'
import { createSpanClock } from './span-clock.ts'
import { createStepRunner } from './step-runner.ts'

/** Replays the steps into a run of its own. Resolves with why it ended before its end, if it did. */
export async function runReplay(
  parts: ReplayParts,
  control: Control,
  progress: Progress,
  onRun: (runId: string) => void,
): Promise<string | undefined> {
  const { recording, choices } = parts
  const ids = { traceId: newId(16), spanId: newId(8), parentSpanId: undefined }
  const now = createSpanClock()
  const startUnixNano = now()
  const recordRoot = (endUnixNano: bigint | undefined, failure?: string) => {
    const place = { ...ids, startUnixNano, endUnixNano }
    return parts.record([rootSpan(place, nameOf(parts), recording.agentName, lineageOf(parts), failure)])
  }
  await recordRoot(undefined)
  onRun(ids.traceId)
  const run = { traceId: ids.traceId, rootSpanId: ids.spanId, now }
  const runner = createStepRunner(parts, run, control, progress)
  const replay = choices.flow === 'chained' ? replayChained : replayIndependently
  const failure = await replay(parts, runner, control, progress).then(() => control.reason(), reasonOf)
  progress.skipRest(null)
  await recordRoot(now(), failure)
  return failure
}

function nameOf({ recording, plan }: ReplayParts): string {
  const models = [...new Set(plan.targets.map(({ model }) => model).filter(model => model !== null))]
  return `Replay of ${recording.name}${models.length === 0 ? '' : ` with ${models.join(', ')}`}`
}

/** Enough to know, from the run alone, what was replayed and how it was changed. */
function lineageOf({ choices, plan }: ReplayParts): Record<string, string | undefined> {
  const { runId, mode, flow, from, step, system, edits, temperature, maxTokens, model } = choices
  const overrides = { model, temperature, maxTokens, system, edits, from, step }
  return {
    parent_run: runId,
    mode,
    flow,
    provider: plan.targets.map(({ provider }) => provider).join(', ') || undefined,
    overrides: JSON.stringify(overrides),
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ReplayEnded) return error.message
  return error instanceof Error ? error.message : String(error)
}
