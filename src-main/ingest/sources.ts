import type { Sender } from '../otlp/accept.ts'
import { decodeOrigin } from '../otlp/origin-bytes.ts'
import type { AttributeMap } from '../otlp/otlp-span.ts'
import type { SourceRecord } from '../store/arrival.ts'

const MAX_TEXT = 200

/** Names the senders of one request. */
export function createSources(sender: Sender) {
  const known = new Map<Uint8Array, SourceRecord>()
  return {
    /** Spans of one resource and scope share the bytes of their origin. */
    of(origin: Uint8Array): SourceRecord {
      const source = known.get(origin) ?? sourceOf(origin, sender)
      known.set(origin, source)
      return source
    },
    all: (): readonly SourceRecord[] => [...known.values()],
    clear: () => known.clear(),
  }
}

function sourceOf(bytes: Uint8Array, { receiver, userAgent }: Sender): SourceRecord {
  const { resource, scopeName, scopeVersion } = decodeOrigin(bytes)
  return {
    serviceName: textOf(resource, 'service.name'),
    sdk: sdkOf(resource),
    scopeName: scopeName.slice(0, MAX_TEXT),
    scopeVersion: scopeVersion.slice(0, MAX_TEXT),
    receiver,
    userAgent,
  }
}

function sdkOf(resource: AttributeMap): string {
  const parts = ['name', 'language', 'version'].map(part => textOf(resource, `telemetry.sdk.${part}`))
  return parts.filter(part => part !== '').join(' ')
}

function textOf(resource: AttributeMap, key: string): string {
  const value = resource.get(key)
  return typeof value === 'string' ? value.slice(0, MAX_TEXT) : ''
}
