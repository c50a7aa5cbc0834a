import { isJsonObject, type JsonValue, parseJsonExactly } from '../base/json.ts'
import { decodeTraces } from '../otlp/decode-traces.ts'
import { jsonToProtobuf } from '../otlp/json-to-protobuf.ts'
import type { ImportedItem, Importer } from './importer.ts'
import { type Document, splitDocuments } from './split-documents.ts'

const MARKER = /"(resource(Spans|Logs|Metrics)|scopeSpans)"\s*:/

/** OTLP/JSON: one request, a list of them, or one on each line as the collector's file exporter writes them. */
export const otlpJson: Importer = {
  name: 'OTLP JSON',
  sniff: ({ head }) => MARKER.test(head),
  *read(file) {
    for (const document of splitDocuments(file.lines())) yield* readDocument(document)
  },
}

interface Request {
  readonly members: readonly string[]
  readonly text: string
}

function* readDocument({ line, text }: Document): Generator<ImportedItem> {
  const request = toRequest(text)
  if (request === undefined) yield { kind: 'skipped', line, reason: 'Not a complete JSON document.' }
  else yield* readRequest(request, line)
}

function* readRequest({ members, text }: Request, line: number): Generator<ImportedItem> {
  if (!members.includes('resourceSpans')) {
    const found = members.length === 0 ? 'nothing at all' : members.slice(0, 3).join(', ')
    yield { kind: 'skipped', line, reason: `No spans in it, only ${found}.` }
    return
  }
  const conversion = jsonToProtobuf(new TextEncoder().encode(text))
  if (!conversion.ok) {
    yield { kind: 'skipped', line, reason: conversion.message }
    return
  }
  for (const item of decodeTraces(conversion.bytes)) {
    yield item.kind === 'span' ? { ...item, line } : { kind: 'skipped', line, reason: item.reason }
  }
}

/** The request a document holds: itself, one ResourceSpans alone, or a list of either. */
function toRequest(text: string): Request | undefined {
  const json = parseJsonExactly(text)
  if (Array.isArray(json)) return wrap(JSON.stringify(json.flatMap(resourceSpansOf)))
  if (!isJsonObject(json)) return undefined
  // Newer versions of Jaeger answer with a request within `result`.
  if (isJsonObject(json.result) && json.resourceSpans === undefined) {
    return { members: Object.keys(json.result), text: JSON.stringify(json.result) }
  }
  return json.scopeSpans === undefined ? { members: Object.keys(json), text } : wrap(`[${text}]`)
}

function wrap(resourceSpans: string): Request {
  return { members: ['resourceSpans'], text: `{"resourceSpans":${resourceSpans}}` }
}

function resourceSpansOf(item: JsonValue): readonly JsonValue[] {
  if (!isJsonObject(item)) return []
  return Array.isArray(item.resourceSpans) ? item.resourceSpans : [item]
}
