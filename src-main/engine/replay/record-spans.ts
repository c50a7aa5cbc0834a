import { setTimeout } from 'node:timers/promises'
import { ProblemError } from '#contract/problems.ts'
import type { Ingest } from '../../ingest/start-ingest.ts'
import { encodeSpan, encodeTraces, type SpanContent } from '../../otlp/encode-traces.ts'
import type { OtlpOrigin } from '../../otlp/otlp-span.ts'

const ATTEMPTS = 5
const MS_PER_SECOND = 1000

/** Hands spans to the one way in, as any sender's would come: modes, rules and prices hold for them, too. */
export function createSpanRecorder(ingest: Pick<Ingest, 'accept'>, version: string) {
  const origin: OtlpOrigin = {
    resource: new Map([
      ['service.name', 'runback'],
      ['service.version', version],
    ]),
    scopeName: 'runback.replay',
    scopeVersion: version,
    schemaUrl: '',
  }
  return async (spans: readonly SpanContent[]): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      // The bytes are given away with each attempt, so they must not share their memory with others.
      const bytes = new Uint8Array(encodeTraces([{ origin, spans: spans.map(encodeSpan) }]))
      const outcome = await ingest.accept({ signal: 'traces', encoding: 'protobuf', bytes })
      if (outcome.status === 'stored') return
      if (outcome.status !== 'unavailable' || attempt === ATTEMPTS) {
        throw new ProblemError({ code: 'store-unavailable', reason: outcome.message })
      }
      await setTimeout(outcome.retryAfterSeconds * MS_PER_SECOND)
    }
  }
}
