import { spanIdOf, traceIdOf } from './make-span.ts'

/** A UUID is a trace id as it is, which is also how its owner's OTLP exporter writes it. */
export function traceIdOfUuid(format: string, id: string): string {
  const hex = hexOf(id)
  return hex.length === 32 && !/^0+$/.test(hex) ? hex : traceIdOf(format, id)
}

/** The first half of a random UUID is a span id, as for those exporters; a span id is one as it is. */
export function spanIdOfUuid(format: string, id: string): string {
  const hex = hexOf(id)
  // The first half of a UUID of another version is a time, which neighbours share.
  const isUsable = (hex.length === 32 ? hex[12] === '4' : hex.length === 16) && !/^0{16}/.test(hex)
  return isUsable ? hex.slice(0, 16) : spanIdOf(format, id)
}

function hexOf(id: string): string {
  const hex = id.replaceAll('-', '').toLowerCase()
  return /^[0-9a-f]+$/.test(hex) ? hex : ''
}
