import { type Reader, Writer } from 'protobufjs/minimal.js'
import type { AttributeValue } from './otlp-span.ts'
import { type FieldChange, type OtherField, readChanges } from './read-changes.ts'
import { readKey } from './read-key.ts'
import { createDecoding, readValueOrBytes } from './read-value.ts'
import type { WireEdit } from './wire-edit.ts'
import {
  bytesAt,
  createReader,
  enterMessage,
  leaveMessage,
  readBytes,
  readInt64,
  readText,
  skipBytes,
  skipField,
} from './wire-reader.ts'
import { AnyValueTag, KeyValueTag, ListTag } from './wire-tags.ts'
import { writeAnyValue } from './write-value.ts'

const MAX_DEPTH = 64

/** Rewrites the KeyValue that fills the reader. */
export function rewriteAttribute(reader: Reader, edit: WireEdit): FieldChange {
  return rewriteKeyValue(reader, edit, 1)
}

/** Rewrites the AnyValue that fills the reader, which belongs to no key. */
export function rewriteBody(reader: Reader, edit: WireEdit): FieldChange {
  const start = reader.pos
  const fate = edit.member('body', () => decodeValue(bytesAt(reader, start, reader.len)))
  if (fate === 'drop') return 'drop'
  return fate === 'read-on' ? rewriteValue(reader, edit, 1) : encodeValue(fate.value)
}

function rewriteKeyValue(reader: Reader, edit: WireEdit, depth: number): FieldChange {
  const { key, valueStart } = lookAhead(reader)
  const fate = edit.member(key, () => valueAt(reader, valueStart))
  if (fate === 'drop') return 'drop'
  return readChanges(reader, tag => {
    if (tag === KeyValueTag.key) return changedText(readKey(reader), edit.key)
    if (tag !== KeyValueTag.value) return unknownField(reader, tag, edit)
    if (fate === 'read-on') return within(reader, () => rewriteValue(reader, edit, depth))
    skipBytes(reader)
    return encodeValue(fate.value)
  })
}

/** The decoder takes the last key and the last value, so these decide. */
function lookAhead(reader: Reader): { key: string; valueStart: number | undefined } {
  const start = reader.pos
  let key = ''
  let valueStart: number | undefined
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === KeyValueTag.value) valueStart = reader.pos
    if (tag === KeyValueTag.key) key = readKey(reader)
    else skipField(reader, tag)
  }
  reader.pos = start
  return { key, valueStart }
}

/** Reads the value that lies there, without moving the reader. */
function valueAt(reader: Reader, valueStart: number | undefined): AttributeValue {
  if (valueStart === undefined) return null
  const { pos } = reader
  reader.pos = valueStart
  const value = readValueOrBytes(reader, createDecoding())
  reader.pos = pos
  return value
}

function rewriteValue(reader: Reader, edit: WireEdit, depth: number): FieldChange {
  if (depth > MAX_DEPTH) return edit.keepsUnknown(restOf(reader)) ? undefined : 'drop'
  return readChanges(reader, tag => rewriteValueField(reader, tag, edit, depth))
}

function rewriteValueField(
  reader: Reader,
  tag: number,
  edit: WireEdit,
  depth: number,
): FieldChange | OtherField {
  switch (tag) {
    case AnyValueTag.text:
      return changedText(readText(reader), edit.text)
    case AnyValueTag.integer:
      return asText(edit.integer(readInt64(reader)))
    case AnyValueTag.bytes:
      return asText(edit.bytes(readBytes(reader)))
    case AnyValueTag.array:
      return within(reader, () => rewriteElements(reader, edit, () => rewriteValue(reader, edit, depth + 1)))
    case AnyValueTag.map:
      return within(reader, () =>
        rewriteElements(reader, edit, () => rewriteKeyValue(reader, edit, depth + 1)),
      )
    default:
      return unknownField(reader, tag, edit)
  }
}

function rewriteElements(reader: Reader, edit: WireEdit, rewriteElement: () => FieldChange): FieldChange {
  return readChanges(reader, tag =>
    tag === ListTag.element ? within(reader, rewriteElement) : unknownField(reader, tag, edit),
  )
}

function within(reader: Reader, rewrite: () => FieldChange): FieldChange {
  const outerLimit = enterMessage(reader)
  const change = rewrite()
  leaveMessage(reader, outerLimit)
  return change
}

/** Numbers and booleans pass; bytes of a later version of the format are asked about. */
function unknownField(reader: Reader, tag: number, edit: WireEdit): FieldChange {
  const start = reader.pos
  skipField(reader, tag)
  const isNumber = (tag & 7) !== 2 && (tag & 7) !== 3
  return isNumber || edit.keepsUnknown(bytesAt(reader, start, reader.pos)) ? undefined : 'drop'
}

export function changedText(text: string, edit: (text: string) => string): FieldChange {
  const edited = edit(text)
  return edited === text ? undefined : Buffer.from(edited)
}

function asText(text: string | undefined): OtherField | undefined {
  return text === undefined ? undefined : { tag: AnyValueTag.text, content: Buffer.from(text) }
}

function restOf(reader: Reader): Uint8Array {
  const rest = bytesAt(reader, reader.pos, reader.len)
  reader.pos = reader.len
  return rest
}

function decodeValue(content: Uint8Array): AttributeValue {
  return readValueOrBytes(createReader(Writer.create().bytes(content).finish()), createDecoding())
}

function encodeValue(value: AttributeValue): Uint8Array {
  const writer = Writer.create()
  writeAnyValue(writer, value)
  return writer.finish()
}
