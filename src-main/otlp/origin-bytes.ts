import { Writer } from 'protobufjs/minimal.js'
import type { OtlpOrigin } from './otlp-span.ts'
import { readOrigin, readSender } from './read-origin.ts'
import { createDecoding } from './read-value.ts'
import { createReader, enterMessage } from './wire-reader.ts'
import { ResourceSpansTag, ResourceTag, ScopeSpansTag, ScopeTag } from './wire-tags.ts'
import { writeAttributes } from './write-value.ts'

/** An origin as a ResourceSpans message with one ScopeSpans and no span. */
export function encodeOrigin(origin: OtlpOrigin): Uint8Array {
  return writeOrigin(Writer.create(), origin, []).finish()
}

export function decodeOrigin(bytes: Uint8Array): OtlpOrigin {
  const sender = readSender(createReader(bytes), createDecoding())
  const reader = createReader(bytes)
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ResourceSpansTag.scopeSpans) {
      enterMessage(reader)
      return readOrigin(reader, sender)
    }
    reader.skipType(tag & 7)
  }
  return { resource: sender.resource, scopeName: '', scopeVersion: '', schemaUrl: sender.schemaUrl }
}

/** Writes the fields of a ResourceSpans message that holds `spans`, each the bytes of a Span message. */
export function writeOrigin(writer: Writer, origin: OtlpOrigin, spans: Iterable<Uint8Array>): Writer {
  writer.uint32(ResourceSpansTag.resource).fork()
  writeAttributes(writer, ResourceTag.attribute, origin.resource)
  writer.ldelim()
  writer.uint32(ResourceSpansTag.scopeSpans).fork()
  writer.uint32(ScopeSpansTag.scope).fork()
  if (origin.scopeName !== '') writer.uint32(ScopeTag.name).string(origin.scopeName)
  if (origin.scopeVersion !== '') writer.uint32(ScopeTag.version).string(origin.scopeVersion)
  writer.ldelim()
  for (const span of spans) writer.uint32(ScopeSpansTag.span).bytes(span)
  if (origin.schemaUrl !== '') writer.uint32(ScopeSpansTag.schemaUrl).string(origin.schemaUrl)
  return writer.ldelim()
}
