import { decodeSpanWire } from '../../src-main/otlp/decode-traces.ts'
import { encodeSpan, type SpanContent } from '../../src-main/otlp/encode-traces.ts'
import type { AttributeValue, OtlpOrigin, OtlpSpan } from '../../src-main/otlp/otlp-span.ts'

/** What a test wants to say about a span; everything else is ordinary. */
export interface SpanWishes extends Partial<Omit<SpanContent, 'attributes'>> {
  readonly attributes?: Readonly<Record<string, AttributeValue>>
  readonly resource?: Readonly<Record<string, AttributeValue>>
}

/** A span as the decoder gives it, with wire bytes that agree. */
export function aSpan(wishes: SpanWishes = {}): OtlpSpan {
  const { attributes = {}, resource = {}, ...content } = wishes
  const origin: OtlpOrigin = {
    resource: new Map(Object.entries(resource)),
    scopeName: 'test',
    scopeVersion: '1',
    schemaUrl: '',
  }
  const wire = encodeSpan({ ...ordinary, ...content, attributes: new Map(Object.entries(attributes)) })
  const span = decodeSpanWire(wire, origin)
  if (span === undefined) throw new Error('The wishes make no valid span')
  return span
}

const ordinary: SpanContent = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
  parentSpanId: undefined,
  name: 'work',
  otelKind: 1,
  startUnixNano: 1_760_000_000_000_000_000n,
  endUnixNano: 1_760_000_001_000_000_000n,
  statusCode: 'unset',
  statusMessage: '',
  attributes: new Map(),
  events: [],
  links: [],
}
