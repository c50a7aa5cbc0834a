import type { AttributeValue } from './otlp-span.ts'

/** A text that is no attribute. */
export type FieldName = 'name' | 'status-message' | 'other'

/** What becomes of an attribute or a member of a map. */
export type MemberFate = 'read-on' | 'drop' | { readonly value: AttributeValue }

/** Decides over everything an item says. What it gives back unchanged stays as it is, byte for byte. */
export interface WireEdit {
  member(key: string, read: () => AttributeValue): MemberFate
  key(key: string): string
  /** A text within the value of an attribute. */
  text(text: string): string
  /** A whole number within the value of an attribute: as text when it becomes one. */
  integer(value: number | bigint): string | undefined
  /** Bytes within the value of an attribute: as text when they become one. */
  bytes(bytes: Uint8Array): string | undefined
  field(text: string, name: FieldName): string
  /** Whether bytes are kept that no version of the format known here gives a meaning. */
  keepsUnknown(bytes: Uint8Array): boolean
}
