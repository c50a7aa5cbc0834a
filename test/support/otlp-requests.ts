import { encodeSpan, encodeTraces, type SpanContent } from '../../src-main/otlp/encode-traces.ts'
import type { AttributeValue, OtlpOrigin } from '../../src-main/otlp/otlp-span.ts'

export const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
export const SPAN_ID = 'b7ad6b7169203331'

export function anOrigin(over: Partial<OtlpOrigin> = {}): OtlpOrigin {
  return {
    resource: new Map([['service.name', 'weather-agent']]),
    scopeName: 'agent-sdk',
    scopeVersion: '1.2.3',
    schemaUrl: 'https://opentelemetry.io/schemas/1.37.0',
    ...over,
  }
}

export function aSpan(over: Partial<SpanContent> = {}): SpanContent {
  return {
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: undefined,
    name: 'chat gpt-5',
    otelKind: 3,
    startUnixNano: 1_700_000_000_123_456_789n,
    endUnixNano: 1_700_000_001_987_654_321n,
    statusCode: 'ok',
    statusMessage: '',
    attributes: new Map(),
    events: [],
    links: [],
    ...over,
  }
}

/** An ExportTraceServiceRequest with these spans from one sender. */
export function aRequest(spans: readonly SpanContent[], origin = anOrigin()): Uint8Array {
  return encodeTraces([{ origin, spans: spans.map(encodeSpan) }])
}

/** An agent's turn with everything a span can hold. */
export function aFullRequest(): Uint8Array {
  return aRequest([
    aSpan({
      parentSpanId: '00f067aa0ba902b7',
      statusCode: 'error',
      statusMessage: 'rate limited',
      attributes: new Map<string, AttributeValue>([
        ['gen_ai.request.model', 'gpt-5'],
        ['gen_ai.usage.input_tokens', 1200],
        ['big', 9_007_199_254_740_993n],
        ['temperature', 0.7],
        ['stream', true],
        ['raw', new Uint8Array([0, 255, 1])],
        ['nothing', null],
        ['stop', ['a', 1, ['nested']]],
        ['tool', new Map([['name', 'search']])],
        ['prompt', 'What is the weather? '.repeat(40)],
      ]),
      events: [
        {
          name: 'exception',
          timeUnixNano: 1_700_000_000_500_000_000n,
          attributes: new Map([['stack', 'at line 1\n'.repeat(80)]]),
        },
      ],
      links: [{ traceId: TRACE_ID, spanId: SPAN_ID, attributes: new Map([['why', 'retry']]) }],
    }),
    aSpan({ spanId: '00f067aa0ba902b7', name: 'agent' }),
  ])
}

/** A request of `sizeBytes` that holds nothing but spans of two bytes each. */
export function emptySpans(sizeBytes: number): Uint8Array {
  const inner = new Uint8Array(sizeBytes - 12)
  for (let at = 0; at < inner.length; at += 2) inner[at] = 18
  return lengthDelimited(10, lengthDelimited(18, inner))
}

export function lengthDelimited(tag: number, content: Uint8Array): Uint8Array {
  const head = [tag]
  let rest = content.length
  for (; rest > 127; rest >>>= 7) head.push((rest & 127) | 128)
  return Buffer.concat([Uint8Array.of(...head, rest), content])
}
