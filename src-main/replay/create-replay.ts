import type { Replay } from '#contract/replay.ts'
import { createControl } from './control.ts'
import { createProgress } from './progress.ts'
import type { ReplayParts } from './replay-parts.ts'
import { runReplay } from './run-replay.ts'

export interface ReplayHandle {
  snapshot(): Replay
  begin(): void
  pause(): void
  resume(): void
  stop(): void
  /** Resolves when it has ended, however it did. */
  readonly ended: Promise<void>
}

interface ReplayOptions {
  readonly replayId: string
  /** Waits for `begin` and tells what a person is asked; otherwise it begins at once. */
  readonly question: string | undefined
  readonly onChanged: () => void
}

const STOPPED = 'Stopped by hand.'

/** A replay from its beginning to its end. The run it records is open from the first step on, so that it can be watched. */
export function createReplay(
  parts: ReplayParts,
  { replayId, question, onChanged }: ReplayOptions,
): ReplayHandle {
  const { choices, plan } = parts
  const control = createControl()
  const progress = createProgress(plan.steps, onChanged)
  const ended = Promise.withResolvers<void>()
  const startedAt = Date.now()
  let endedAt: number | null = null
  let resultRunId: string | null = null
  let state: Replay['state'] = 'asking'
  let message: string | null = question ?? null

  function become(next: Replay['state'], why: string | null): void {
    state = next
    message = why
    if (next === 'done' || next === 'stopped' || next === 'failed') endedAt = Date.now()
    onChanged()
  }

  async function run(): Promise<void> {
    const failure = await runReplay(parts, control, progress, runId => {
      resultRunId = runId
      onChanged()
    })
    if (failure !== undefined) become(control.reason() === undefined ? 'failed' : 'stopped', failure)
    else become('done', failedText(progress.steps().filter(step => step.state === 'failed').length))
  }

  function begin(): void {
    if (state !== 'asking') return
    become('running', null)
    run()
      .catch((error: unknown) => become('failed', error instanceof Error ? error.message : String(error)))
      .finally(() => ended.resolve())
  }

  if (question === undefined) queueMicrotask(begin)
  return {
    begin,
    pause() {
      if (state !== 'running') return
      control.pause()
      become('paused', null)
    },
    resume() {
      if (state !== 'paused') return
      control.resume()
      become('running', null)
    },
    stop() {
      if (state === 'asking') {
        become('stopped', STOPPED)
        ended.resolve()
      } else if (state === 'running' || state === 'paused') {
        control.stop(STOPPED)
        become('stopping', null)
      }
    },
    ended: ended.promise,
    snapshot: () => ({
      replayId,
      runId: choices.runId,
      resultRunId,
      state,
      choices,
      steps: [...progress.steps()],
      done: progress.done(),
      ...progress.cost(),
      message,
      summary: plan.summary,
      startedAt,
      endedAt,
    }),
  }
}

function failedText(count: number): string | null {
  if (count === 0) return null
  return count === 1 ? 'One call failed; its step says why.' : `${count} calls failed; their steps say why.`
}
