import { Writer } from 'protobufjs/minimal.js'
import { isJsonObject, type JsonObject, type JsonValue } from '../base/json.ts'
import { writeFixed64 } from './encode-traces.ts'

/** Writes one member of a JSON object as a field, or nothing when its value is of no use. */
export type WriteField = (writer: Writer, value: JsonValue) => void

/** The members OTLP/JSON knows for one message. Every other member is ignored, as its specification asks. */
export type Fields = Readonly<Record<string, WriteField>>

export function writeFields(writer: Writer, json: JsonObject, fields: Fields): Writer {
  for (const [name, writeField] of Object.entries(fields)) {
    const value = json[name]
    if (value !== undefined && value !== null) writeField(writer, value)
  }
  return writer
}

export function text(tag: number): WriteField {
  return (writer, value) => {
    if (typeof value === 'string') writer.uint32(tag).string(value)
  }
}

export function boolean(tag: number): WriteField {
  return (writer, value) => {
    if (typeof value === 'boolean') writer.uint32(tag).bool(value)
  }
}

/** Ids are hex in OTLP/JSON, not base64 as in other protobuf JSON. */
export function hex(tag: number): WriteField {
  return (writer, value) => {
    if (typeof value === 'string' && /^([0-9a-f]{2})*$/i.test(value)) {
      writer.uint32(tag).bytes(Buffer.from(value, 'hex'))
    }
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** AgentTrace's server tells ids as UUIDs; its SDK makes the same ids of their digits, a span id of the first half. */
export function hexOrUuid(tag: number, sizeBytes: 8 | 16): WriteField {
  const write = hex(tag)
  return (writer, value) => {
    const isUuid = typeof value === 'string' && UUID.test(value)
    write(writer, isUuid ? value.replaceAll('-', '').slice(0, 2 * sizeBytes) : value)
  }
}

export function base64(tag: number): WriteField {
  return (writer, value) => {
    if (typeof value === 'string') writer.uint32(tag).bytes(Buffer.from(value, 'base64'))
  }
}

/** OTLP/JSON forbids enum names. One is left unset: it says less than the rest of its span, which is kept. */
export function enumeration(tag: number): WriteField {
  return (writer, value) => {
    if (isInt32(value)) writer.uint32(tag).int32(value)
  }
}

export function uint32(tag: number): WriteField {
  return (writer, value) => {
    if (isUint32(value)) writer.uint32(tag).uint32(value)
  }
}

export function fixed32(tag: number): WriteField {
  return (writer, value) => {
    if (isUint32(value)) writer.uint32(tag).fixed32(value)
  }
}

export function fixed64(tag: number): WriteField {
  return (writer, value) => {
    const integer = integerOf(value)
    if (integer !== undefined && integer === BigInt.asUintN(64, integer)) writeFixed64(writer, tag, integer)
  }
}

export function sfixed64(tag: number): WriteField {
  return (writer, value) => {
    const integer = integerOf(value)
    if (integer !== undefined && integer === BigInt.asIntN(64, integer)) writeFixed64(writer, tag, integer)
  }
}

/** A list of numbers of a fixed size, in protobuf one after the other without tags of their own. */
export function packed(tag: number, field: (tag: number) => WriteField): WriteField {
  return (writer, value) => {
    if (!Array.isArray(value)) return
    const sized = Writer.create()
    for (const element of value) field(0)(sized, element)
    const tagged = sized.finish()
    const bytes = new Uint8Array((tagged.length / 9) * 8)
    for (let at = 0; at < bytes.length / 8; at += 1)
      bytes.set(tagged.subarray(at * 9 + 1, at * 9 + 9), at * 8)
    writer.uint32(tag).bytes(bytes)
  }
}

export function int64(tag: number): WriteField {
  return (writer, value) => {
    const integer = integerOf(value)
    if (integer !== undefined && integer === BigInt.asIntN(64, integer)) {
      writer.uint32(tag).int64(integer.toString())
    }
  }
}

/** A number, its decimal text, or one of `NaN`, `Infinity`, `-Infinity`. */
export function double(tag: number): WriteField {
  return (writer, value) => {
    const isNumeric = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')
    const number = Number(value)
    if (isNumeric && (value === 'NaN' || !Number.isNaN(number))) writer.uint32(tag).double(number)
  }
}

export function message(tag: number, fields: () => Fields): WriteField {
  return (writer, value) => {
    if (!isJsonObject(value)) return
    writer.uint32(tag).fork()
    writeFields(writer, value, fields()).ldelim()
  }
}

/** An element that is no object becomes an empty message, so the others keep their places. */
export function repeated(tag: number, fields: () => Fields): WriteField {
  return (writer, value) => {
    if (!Array.isArray(value)) return
    for (const element of value) {
      writer.uint32(tag).fork()
      writeFields(writer, isJsonObject(element) ? element : {}, fields()).ldelim()
    }
  }
}

function integerOf(value: JsonValue): bigint | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined
  return typeof value === 'string' && /^[+-]?\d{1,20}$/.test(value)
    ? BigInt(value.replace('+', ''))
    : undefined
}

function isInt32(value: JsonValue): value is number {
  return typeof value === 'number' && (value | 0) === value
}

function isUint32(value: JsonValue): value is number {
  return typeof value === 'number' && value >>> 0 === value
}
