import { decodeTraces } from '../../src-main/otlp/decode-traces.ts'
import { jsonToProtobuf } from '../../src-main/otlp/json-to-protobuf.ts'
import type { OtlpSpan } from '../../src-main/otlp/otlp-span.ts'

/** The spans of an OTLP/JSON request, which has to be faultless. */
export function readOtlpJson(text: string): OtlpSpan[] {
  const conversion = jsonToProtobuf(new TextEncoder().encode(text))
  if (!conversion.ok) throw new Error(conversion.message)
  return [...decodeTraces(conversion.bytes)].map(item => {
    if (item.kind === 'rejected') throw new Error(item.reason)
    return item.span
  })
}
