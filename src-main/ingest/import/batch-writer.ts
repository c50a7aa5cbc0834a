import { encodeTraces, type SpanGroup } from '../../otlp/encode-traces.ts'
import type { OtlpSpan } from '../../otlp/otlp-span.ts'
import type { Batch } from './import-messages.ts'

/** Small enough that an export which comes meanwhile waits for milliseconds. */
const MAX_SPANS = 64
const MAX_BYTES = 256 * 1024

/** Gathers spans to export requests, in their order. */
export function createBatchWriter() {
  let groups: { origin: SpanGroup['origin']; spans: Uint8Array[] }[] = []
  let spans = 0
  let bytes = 0
  let line = 0

  return {
    add(span: OtlpSpan, ofLine: number): void {
      let group = groups.at(-1)
      if (group?.origin !== span.origin) {
        group = { origin: span.origin, spans: [] }
        groups.push(group)
      }
      group.spans.push(span.wire)
      spans += 1
      bytes += span.wire.length
      line = ofLine
    },
    isFull: () => spans >= MAX_SPANS || bytes >= MAX_BYTES,
    take(): Batch | undefined {
      if (spans === 0) return undefined
      const request = { signal: 'traces', encoding: 'protobuf', bytes: encodeTraces(groups) } as const
      const batch: Batch = { request, line }
      groups = []
      spans = 0
      bytes = 0
      return batch
    },
  }
}
