import { type Reader, Writer } from 'protobufjs/minimal.js'
import { bytesAt } from './wire-reader.ts'

/** New content of a field, none, or nothing to change. */
export type FieldChange = Uint8Array | 'drop' | undefined

/** A whole field, for one that changes its type. */
export interface OtherField {
  readonly tag: number
  readonly content: Uint8Array
}

/**
 * Walks the fields of the message that fills the reader. `change` stands behind the tag and moves past the field.
 * Undefined when none was changed.
 */
export function readChanges(
  reader: Reader,
  change: (tag: number) => FieldChange | OtherField,
): Uint8Array | undefined {
  const pieces: Uint8Array[] = []
  let kept = reader.pos
  while (reader.pos < reader.len) {
    const fieldStart = reader.pos
    const tag = reader.tag()
    const changed = change(tag)
    if (changed === undefined) continue
    pieces.push(bytesAt(reader, kept, fieldStart))
    if (changed !== 'drop')
      pieces.push('content' in changed ? fieldOf(changed) : fieldOf({ tag, content: changed }))
    kept = reader.pos
  }
  if (pieces.length === 0) return undefined
  return Buffer.concat([...pieces, bytesAt(reader, kept, reader.pos)])
}

function fieldOf({ tag, content }: OtherField): Uint8Array {
  return Writer.create().uint32(tag).bytes(content).finish()
}
