import type { JsonObject } from '../base/json.ts'
import { objectField, textField } from '../base/json-field.ts'
import type { Part } from './meaning.ts'
import { isPlaceholder } from './placeholder.ts'

type MediaKind = 'image' | 'audio' | 'file'

const WRAPPERS = [
  'source',
  'image_url',
  'input_audio',
  'file',
  'inlineData',
  'inline_data',
  'fileData',
  'file_data',
  'image',
]

/** Base64 has no colon, so whatever begins like an address is one. */
const IS_ADDRESS = /^[a-z][a-z0-9+.-]*:/i

/** An image, sound or file in the many ways to say where it is. Undefined when it was not captured. */
export function readMedia(part: JsonObject, kind: MediaKind | undefined): Part | undefined {
  const holder = objectField(part, ...WRAPPERS) ?? part
  const mimeType = mimeTypeOf(holder) ?? mimeTypeOf(part)
  const source = addressOf(holder) ?? addressOf(part) ?? inlineData(holder, mimeType)
  if (source === undefined) return { kind: 'unknown', raw: part }
  if (isPlaceholder(source)) return undefined
  return { kind: kind ?? kindOf(textField(part, 'modality') ?? mimeType), mimeType, source }
}

function mimeTypeOf(holder: JsonObject): string | undefined {
  const format = textField(holder, 'format')
  return (
    textField(holder, 'mime_type', 'mimeType', 'media_type', 'mediaType') ?? (format && `audio/${format}`)
  )
}

function addressOf(holder: JsonObject): string | undefined {
  return textField(holder, 'uri', 'url', 'fileUri', 'file_uri', 'image_url', 'file_id', 'fileId')
}

function inlineData(holder: JsonObject, mimeType: string | undefined): string | undefined {
  const data = textField(holder, 'data', 'content', 'file_data', 'image')
  if (data === undefined || IS_ADDRESS.test(data) || isPlaceholder(data)) return data
  return `data:${mimeType ?? 'application/octet-stream'};base64,${data}`
}

function kindOf(modality: string | undefined): MediaKind {
  if (modality?.startsWith('image') === true) return 'image'
  return modality?.startsWith('audio') === true ? 'audio' : 'file'
}
