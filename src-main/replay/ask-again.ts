import type { Ask, AskOptions, Outcome } from './answer.ts'
import type { PromptRequest } from './prompt-request.ts'

const MOST_ATTEMPTS = 5
const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

export type Wait = (ms: number, signal: AbortSignal) => Promise<void>

interface AskAgainOptions extends AskOptions {
  readonly wait: Wait
  readonly onWaiting: (note: string) => void
}

/** Asks until there is an answer, or a failure that asking again would not mend; as late as the provider wants it. */
export async function askAgain(ask: Ask, request: PromptRequest, options: AskAgainOptions): Promise<Outcome> {
  const { signal, wait, onWaiting } = options
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await ask(request, options)
    if (outcome.kind === 'answered' || !outcome.failure.isRetryable || signal.aborted) return outcome
    if (attempt === MOST_ATTEMPTS) return outcome
    const waitMs = outcome.failure.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1)
    if (waitMs > LONGEST_WAIT_MS) return outcome
    onWaiting(`${outcome.failure.message} Asking again in ${Math.ceil(waitMs / 1000)} s.`)
    await wait(waitMs, signal)
    if (signal.aborted) return outcome
  }
}
