import { encodeOrigin } from '../otlp/origin-bytes.ts'
import type { OtlpOrigin } from '../otlp/otlp-span.ts'

/** All items of a request share a few origins, so each is encoded once. */
const encodedOrigins = new WeakMap<OtlpOrigin, Uint8Array>()

export function originBytes(origin: OtlpOrigin): Uint8Array {
  const known = encodedOrigins.get(origin)
  if (known !== undefined) return known
  const bytes = encodeOrigin(origin)
  encodedOrigins.set(origin, bytes)
  return bytes
}

export function serviceNameOf(origin: OtlpOrigin): string | null {
  const name = origin.resource.get('service.name')
  return typeof name === 'string' && name !== '' ? name : null
}
