import { Writer } from 'protobufjs/minimal.js'
import type { AttributeMap, AttributeValue } from './otlp-span.ts'
import { AnyValueTag, KeyValueTag, ListTag } from './wire-tags.ts'

/** Writes each entry as a KeyValue under `tag`. A whole number is written as an integer. */
export function writeAttributes(writer: Writer, tag: number, attributes: AttributeMap): void {
  for (const [key, value] of attributes) {
    writer.uint32(tag).fork()
    writer.uint32(KeyValueTag.key).string(key)
    writer.uint32(KeyValueTag.value).fork()
    writeAnyValue(writer, value)
    writer.ldelim().ldelim()
  }
}

/** The entries as fields of their own, to be put beside others. */
export function encodeAttributes(tag: number, attributes: AttributeMap): Uint8Array {
  const writer = Writer.create()
  writeAttributes(writer, tag, attributes)
  return writer.finish()
}

export function writeAnyValue(writer: Writer, value: AttributeValue): void {
  if (typeof value === 'string') writer.uint32(AnyValueTag.text).string(value)
  else if (typeof value === 'boolean') writer.uint32(AnyValueTag.boolean).bool(value)
  else if (typeof value === 'bigint') writer.uint32(AnyValueTag.integer).int64(value.toString())
  else if (typeof value === 'number') writeNumber(writer, value)
  else if (value instanceof Uint8Array) writer.uint32(AnyValueTag.bytes).bytes(value)
  else if (value instanceof Map) {
    writer.uint32(AnyValueTag.map).fork()
    writeAttributes(writer, ListTag.element, value)
    writer.ldelim()
  } else if (Array.isArray(value)) writeArray(writer, value)
}

function writeNumber(writer: Writer, value: number): void {
  if (Number.isSafeInteger(value) && !Object.is(value, -0)) writer.uint32(AnyValueTag.integer).int64(value)
  else writer.uint32(AnyValueTag.double).double(value)
}

function writeArray(writer: Writer, values: readonly AttributeValue[]): void {
  writer.uint32(AnyValueTag.array).fork()
  for (const value of values) {
    writer.uint32(ListTag.element).fork()
    writeAnyValue(writer, value)
    writer.ldelim()
  }
  writer.ldelim()
}
