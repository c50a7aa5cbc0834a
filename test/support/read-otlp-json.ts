import { withLogEvents } from '../../src-main/conventions/log-event.ts'
import { decodeLogs } from '../../src-main/otlp/decode-logs.ts'
import { decodeTraces } from '../../src-main/otlp/decode-traces.ts'
import { jsonToProtobuf } from '../../src-main/otlp/json-to-protobuf.ts'
import type { OtlpLog } from '../../src-main/otlp/otlp-log.ts'
import type { OtlpSpan } from '../../src-main/otlp/otlp-span.ts'
import type { Signal } from '../../src-main/otlp/signal.ts'

/** The spans of an OTLP/JSON text, which has to be faultless. Log records beside them become their events. */
export function readOtlpJson(text: string): OtlpSpan[] {
  const logs = [...decodeLogs(protobufOf(text, 'logs'))].map(item => {
    if (item.kind === 'rejected') throw new Error(item.reason)
    return item.log
  })
  return [...decodeTraces(protobufOf(text, 'traces'))].map(item => {
    if (item.kind === 'rejected') throw new Error(item.reason)
    return withLogEvents(item.span, eventsOf(item.span, logs))
  })
}

function protobufOf(text: string, signal: Signal): Uint8Array {
  const conversion = jsonToProtobuf(new TextEncoder().encode(text), signal)
  if (!conversion.ok) throw new Error(conversion.message)
  return conversion.bytes
}

function eventsOf({ traceId, spanId }: OtlpSpan, logs: readonly OtlpLog[]): OtlpLog[] {
  return logs
    .filter(log => log.eventName !== '' && log.traceId === traceId && log.spanId === spanId)
    .sort((left, right) => Number(left.timeUnixNano - right.timeUnixNano))
}
