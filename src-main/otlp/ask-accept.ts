import type { Accept, ExportOutcome, ExportRequest } from './accept.ts'
import { errorText } from './error-text.ts'

/** Asks `accept`; should it fail, nothing was acknowledged and the sender may try again. */
export async function outcomeOf(accept: Accept, request: ExportRequest): Promise<ExportOutcome> {
  try {
    return await accept(request)
  } catch (error) {
    return { status: 'unavailable', message: errorText(error), retryAfterSeconds: 5 }
  }
}
