import type { Reader } from 'protobufjs/minimal.js'
import type { AttributeMap, AttributeValue, OtlpOrigin } from './otlp-span.ts'
import { readAttribute } from './read-attribute.ts'
import type { Decoding } from './read-value.ts'
import { readLeniently, readText, skipField } from './wire-reader.ts'
import { ResourceSpansTag, ResourceTag, ScopeSpansTag, ScopeTag } from './wire-tags.ts'

export interface Sender {
  readonly resource: AttributeMap
  readonly schemaUrl: string
}

/** Reads resource and schema of the ResourceSpans the reader is in, wherever they lie; ends at its limit. */
export function readSender(reader: Reader, decoding: Decoding): Sender {
  const resource = new Map<string, AttributeValue>()
  let schemaUrl = ''
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ResourceSpansTag.resource) readResource(reader, decoding, resource)
    else if (tag === ResourceSpansTag.schemaUrl) schemaUrl = readText(reader)
    else skipField(reader, tag)
  }
  return { resource, schemaUrl }
}

function readResource(reader: Reader, decoding: Decoding, resource: Map<string, AttributeValue>): void {
  readLeniently(reader, () => {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      if (tag === ResourceTag.attribute) readAttribute(reader, decoding, resource)
      else skipField(reader, tag)
    }
  })
}

/** Reads scope and schema of the ScopeSpans the reader is in, wherever they lie; ends at its limit. */
export function readOrigin(reader: Reader, sender: Sender): OtlpOrigin {
  let scope = { scopeName: '', scopeVersion: '' }
  let schemaUrl = ''
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag === ScopeSpansTag.scope) scope = readScope(reader)
    else if (tag === ScopeSpansTag.schemaUrl) schemaUrl = readText(reader)
    else skipField(reader, tag)
  }
  return { resource: sender.resource, ...scope, schemaUrl: schemaUrl === '' ? sender.schemaUrl : schemaUrl }
}

function readScope(reader: Reader): { scopeName: string; scopeVersion: string } {
  const scope = { scopeName: '', scopeVersion: '' }
  readLeniently(reader, () => {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      if (tag === ScopeTag.name) scope.scopeName = readText(reader)
      else if (tag === ScopeTag.version) scope.scopeVersion = readText(reader)
      else skipField(reader, tag)
    }
  })
  return scope
}
