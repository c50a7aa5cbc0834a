/** Every failure a client can meet. Anything else is a bug and stays an exception. */
export type Problem =
  | { readonly code: 'bad-request'; readonly issues: readonly string[] }
  | { readonly code: 'run-not-found'; readonly runId: string }
  | { readonly code: 'session-not-found'; readonly sessionId: string }
  | { readonly code: 'span-not-found'; readonly runId: string; readonly spanId: string }
  | { readonly code: 'call-not-found'; readonly runId: string; readonly spanId: string }
  | { readonly code: 'block-not-found'; readonly blockId: string }
  | { readonly code: 'took-too-long'; readonly limitMs: number }
  | { readonly code: 'store-unavailable'; readonly reason: string }
  | { readonly code: 'unreadable-file'; readonly name: string; readonly reason: string }
  | { readonly code: 'import-not-found'; readonly jobId: string }
  | { readonly code: 'replay-not-found'; readonly replayId: string }
  | { readonly code: 'port-taken'; readonly port: number; readonly holder: string }
  | { readonly code: 'already-running'; readonly pid: number; readonly apiPort: number | null }
  | { readonly code: 'not-running' }
  | { readonly code: 'refused'; readonly reason: string }

export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem, options?: ErrorOptions) {
    super(describeProblem(problem), options)
    this.problem = problem
  }
}

/** One sentence for a person: what happened and, where there is something to do, what to do. */
export function describeProblem(problem: Problem): string {
  switch (problem.code) {
    case 'bad-request':
      return `The request does not fit: ${problem.issues.join('; ')}.`
    case 'run-not-found':
      return `No run ${problem.runId} is stored here.`
    case 'session-not-found':
      return `No run of session "${problem.sessionId}" is stored here. "runback sessions list" shows those that are.`
    case 'span-not-found':
      return `Run ${problem.runId} has no span ${problem.spanId}.`
    case 'call-not-found':
      return `Span ${problem.spanId} of run ${problem.runId} is not an LLM call.`
    case 'block-not-found':
      return `No block ${problem.blockId} is stored here.`
    case 'took-too-long':
      return `This took longer than ${problem.limitMs / 1000} s and was stopped. Ask for less at once.`
    case 'store-unavailable':
      return `The store cannot be used: ${problem.reason}`
    case 'unreadable-file':
      return `${problem.name} cannot be read: ${problem.reason}`
    case 'import-not-found':
      return `There is no import ${problem.jobId} since Runback started.`
    case 'replay-not-found':
      return `There is no replay ${problem.replayId} since Runback started; its run is in the list of runs.`
    case 'port-taken':
      return `Port ${problem.port} is held by ${problem.holder}.`
    case 'already-running':
      return `Runback is already running (process ${problem.pid}${problem.apiPort === null ? '' : `, API on port ${problem.apiPort}`}).`
    case 'not-running':
      return 'Runback is not running. Start it with "npm start" or "runback serve".'
    case 'refused':
      return problem.reason
  }
}

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem }

/** For doors that cannot carry an exception: Electron keeps only the message of an error. */
export async function toReply<T>(work: Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    if (error instanceof ProblemError) return { ok: false, problem: error.problem }
    throw error
  }
}
