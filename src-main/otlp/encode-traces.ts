import { Writer } from 'protobufjs/minimal.js'
import { writeOrigin } from './origin-bytes.ts'
import type { DroppedCounts, OtlpEvent, OtlpLink, OtlpOrigin, OtlpSpan } from './otlp-span.ts'
import { EventTag, LinkTag, RequestTag, SpanTag, StatusTag } from './wire-tags.ts'
import { writeAttributes } from './write-value.ts'

/** A span before it has a wire form. */
export type SpanContent = Omit<OtlpSpan, 'origin' | 'wire' | 'longValues'>

export interface SpanGroup {
  readonly origin: OtlpOrigin
  /** The bytes of Span messages, as in `OtlpSpan.wire`. */
  readonly spans: Iterable<Uint8Array>
}

/** An ExportTraceServiceRequest with one ResourceSpans for each group. */
export function encodeTraces(groups: Iterable<SpanGroup>): Uint8Array {
  const writer = Writer.create()
  for (const group of groups) {
    writer.uint32(RequestTag.resourceSpans).fork()
    writeOrigin(writer, group.origin, group.spans).ldelim()
  }
  return writer.finish()
}

/** The bytes of one Span message. */
export function encodeSpan(span: SpanContent): Uint8Array {
  const writer = Writer.create()
  writer.uint32(SpanTag.traceId).bytes(bytesOfHex(span.traceId))
  writer.uint32(SpanTag.spanId).bytes(bytesOfHex(span.spanId))
  if (span.parentSpanId !== undefined)
    writer.uint32(SpanTag.parentSpanId).bytes(bytesOfHex(span.parentSpanId))
  writer.uint32(SpanTag.name).string(span.name)
  writer.uint32(SpanTag.kind).int32(span.otelKind)
  writeFixed64(writer, SpanTag.startTime, span.startUnixNano)
  if (span.endUnixNano !== undefined) writeFixed64(writer, SpanTag.endTime, span.endUnixNano)
  writeAttributes(writer, SpanTag.attribute, span.attributes)
  for (const event of span.events) writeEvent(writer, event)
  for (const link of span.links) writeLink(writer, link)
  if (span.dropped !== undefined) writeDropped(writer, span.dropped)
  writer.uint32(SpanTag.status).fork()
  if (span.statusMessage !== '') writer.uint32(StatusTag.message).string(span.statusMessage)
  writer.uint32(StatusTag.code).int32({ unset: 0, ok: 1, error: 2 }[span.statusCode])
  return writer.ldelim().finish()
}

function writeDropped(writer: Writer, { attributes, events, links }: DroppedCounts): void {
  writer.uint32(SpanTag.droppedAttributes).uint32(attributes)
  writer.uint32(SpanTag.droppedEvents).uint32(events)
  writer.uint32(SpanTag.droppedLinks).uint32(links)
}

function writeEvent(writer: Writer, event: OtlpEvent): void {
  writer.uint32(SpanTag.event).fork()
  writeFixed64(writer, EventTag.time, event.timeUnixNano)
  writer.uint32(EventTag.name).string(event.name)
  writeAttributes(writer, EventTag.attribute, event.attributes)
  writer.ldelim()
}

function writeLink(writer: Writer, link: OtlpLink): void {
  writer.uint32(SpanTag.link).fork()
  writer.uint32(LinkTag.traceId).bytes(bytesOfHex(link.traceId))
  writer.uint32(LinkTag.spanId).bytes(bytesOfHex(link.spanId))
  writeAttributes(writer, LinkTag.attribute, link.attributes)
  writer.ldelim()
}

export function writeFixed64(writer: Writer, tag: number, value: bigint): void {
  writer
    .uint32(tag)
    .fixed32(Number(BigInt.asUintN(32, value)))
    .fixed32(Number(BigInt.asUintN(32, value >> 32n)))
}

function bytesOfHex(hex: string): Uint8Array {
  return Buffer.from(hex, 'hex')
}
