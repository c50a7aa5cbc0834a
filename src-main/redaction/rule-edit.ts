import { valueToJson } from '../otlp/attributes-to-json.ts'
import type { AttributeValue } from '../otlp/otlp-span.ts'
import type { WireEdit } from '../otlp/wire-edit.ts'
import type { Redactor } from './create-redactor.ts'

/** Numbers with fewer digits hold nothing that a rule looks for. */
const MIN_DIGITS = 10
const MAX_REMEMBERED_KEYS = 4096

/** Puts a redactor in charge of everything an item says. */
export function createRuleEdit(redactor: Redactor): WireEdit {
  const cleanKeys = new Set<string>()

  function key(name: string): string {
    if (cleanKeys.has(name)) return name
    const after = redactor.text(name)
    if (after === name && cleanKeys.size < MAX_REMEMBERED_KEYS) cleanKeys.add(name)
    return after
  }

  return {
    member(name, read) {
      const after = redactor.member(name, () => sourceOf(read()))
      return after === undefined ? 'read-on' : { value: after }
    },
    key,
    text: redactor.text,
    integer(value) {
      const digits = String(value)
      if (digits.length < MIN_DIGITS) return undefined
      const after = redactor.text(digits)
      return after === digits ? undefined : after
    },
    bytes(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
      const after = redactor.text(text)
      return after === text ? undefined : after
    },
    field: redactor.text,
    keepsUnknown(bytes) {
      const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
      return redactor.text(text) === text
    },
  }
}

function sourceOf(value: AttributeValue): string {
  return typeof value === 'string' ? value : JSON.stringify(valueToJson(value))
}
