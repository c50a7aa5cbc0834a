import { base64, boolean, double, type Fields, int64, message, repeated, text } from './json-fields.ts'
import { AnyValueTag, KeyValueTag, ListTag } from './wire-tags.ts'

export const anyValue: Fields = {
  stringValue: text(AnyValueTag.text),
  boolValue: boolean(AnyValueTag.boolean),
  intValue: int64(AnyValueTag.integer),
  doubleValue: double(AnyValueTag.double),
  arrayValue: message(AnyValueTag.array, () => arrayValue),
  kvlistValue: message(AnyValueTag.map, () => keyValueList),
  bytesValue: base64(AnyValueTag.bytes),
}
const arrayValue: Fields = { values: repeated(ListTag.element, () => anyValue) }
export const keyValue: Fields = {
  key: text(KeyValueTag.key),
  value: message(KeyValueTag.value, () => anyValue),
}
const keyValueList: Fields = { values: repeated(ListTag.element, () => keyValue) }
