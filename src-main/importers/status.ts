import type { NewSpan } from './make-span.ts'

const FAILED: ReadonlySet<string> = new Set(['error', 'failed', 'failure', 'cancelled', 'canceled'])
const DONE: ReadonlySet<string> = new Set(['ok', 'success', 'completed'])

/** The words of many producers for how a span ended, with what it said about it. */
export function statusOf(
  word: string | undefined,
  text: string | undefined,
): Pick<NewSpan, 'status' | 'statusMessage'> {
  const told = word?.toLowerCase() ?? ''
  if (FAILED.has(told)) return { status: 'error', statusMessage: text ?? (told === 'cancelled' ? told : '') }
  return { status: DONE.has(told) ? 'ok' : 'unset' }
}
