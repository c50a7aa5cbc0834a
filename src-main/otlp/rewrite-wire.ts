import type { Reader } from 'protobufjs/minimal.js'
import { readChanges } from './read-changes.ts'
import { changedText, rewriteAttribute, rewriteBody } from './rewrite-value.ts'
import type { WireEdit } from './wire-edit.ts'
import type { WireField, WireFields } from './wire-fields.ts'
import { bytesAt, createReader, enterMessage, leaveMessage, skipField, textAt } from './wire-reader.ts'

const LENGTH_DELIMITED = 2
const GROUP = 3

/** The same message after the edit; the very same bytes when the edit changed nothing. */
export function rewriteWire(wire: Uint8Array, fields: WireFields, edit: WireEdit): Uint8Array {
  return rewriteMessage(createReader(wire), fields, edit) ?? wire
}

/** Rewrites the message that fills the reader up to its limit. */
function rewriteMessage(reader: Reader, fields: WireFields, edit: WireEdit): Uint8Array | undefined {
  return readChanges(reader, tag => rewriteField(reader, tag, fields.get(tag), edit))
}

function rewriteField(reader: Reader, tag: number, field: WireField | undefined, edit: WireEdit) {
  const start = reader.pos
  if (field === undefined || field === 'id') {
    skipField(reader, tag)
    const isKnown = field === 'id' || !canHoldText(tag)
    return isKnown || edit.keepsUnknown(bytesAt(reader, start, reader.pos)) ? undefined : 'drop'
  }
  const outerLimit = enterMessage(reader)
  const end = reader.len
  try {
    return rewriteContent(reader, field, edit)
  } catch {
    // Broken parts are kept with their span, as long as nothing in them offends.
    return edit.keepsUnknown(bytesAt(reader, start, end)) ? undefined : 'drop'
  } finally {
    reader.len = end
    leaveMessage(reader, outerLimit)
  }
}

function canHoldText(tag: number): boolean {
  return (tag & 7) === LENGTH_DELIMITED || (tag & 7) === GROUP
}

function rewriteContent(reader: Reader, field: Exclude<WireField, 'id'>, edit: WireEdit) {
  if (field === 'attribute') return rewriteAttribute(reader, edit)
  if (field === 'body') return rewriteBody(reader, edit)
  if (typeof field !== 'string') return rewriteMessage(reader, field, edit)
  const text = textAt(reader, reader.pos, reader.len)
  return changedText(text, each => edit.field(each, field))
}
