import { isJsonObject, isList, type JsonObject, parseJsonExactly } from '../base/json.ts'
import { decodeTraces } from '../otlp/decode-traces.ts'
import { jsonToProtobuf } from '../otlp/json-to-protobuf.ts'
import type { Signal } from '../otlp/signal.ts'
import { TOO_LONG } from './imported-file.ts'
import type { ImportedItem, Importer } from './importer.ts'
import { type Document, splitDocuments } from './split-documents.ts'

const MARKER = /"(resource(Spans|Logs|Metrics)|scopeSpans)"\s*:/

const SIGNAL_OF: Readonly<Record<string, Signal>> = {
  resourceSpans: 'traces',
  resourceLogs: 'logs',
  resourceMetrics: 'metrics',
}

/** OTLP/JSON: one request, a list of them, or one on each line as the collector's file exporter writes them. */
export const otlpJson: Importer = {
  name: 'OTLP JSON',
  isLineByLine: true,
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
  const requests = text === '' ? [] : toRequests(text)
  if (requests === undefined) yield { kind: 'skipped', line, reason: 'Not a complete JSON document.' }
  else if (text === '') yield { kind: 'skipped', line, reason: TOO_LONG }
  else for (const request of requests) yield* readRequest(request, line)
}

/** Logs go first, so that spans meet their events at once. */
function* readRequest({ members, text }: Request, line: number): Generator<ImportedItem> {
  const found = ['resourceLogs', 'resourceMetrics', 'resourceSpans'].filter(name => members.includes(name))
  if (found.length === 0) {
    const instead = members.length === 0 ? 'nothing at all' : members.slice(0, 3).join(', ')
    yield { kind: 'skipped', line, reason: `No spans, logs or metrics in it, only ${instead}.` }
  }
  const json = new TextEncoder().encode(text)
  for (const name of found) yield* readSignal(SIGNAL_OF[name] ?? 'traces', json, line)
}

function* readSignal(signal: Signal, json: Uint8Array, line: number): Generator<ImportedItem> {
  const conversion = jsonToProtobuf(json, signal)
  if (!conversion.ok) yield { kind: 'skipped', line, reason: conversion.message }
  else if (signal !== 'traces') yield { kind: 'request', line, signal, bytes: conversion.bytes }
  else {
    for (const item of decodeTraces(conversion.bytes)) {
      yield item.kind === 'span' ? { ...item, line } : { kind: 'skipped', line, reason: item.reason }
    }
  }
}

/** The requests a document holds: itself, one ResourceSpans alone, or a list of either. */
function toRequests(text: string): readonly Request[] | undefined {
  const json = parseJsonExactly(text)
  if (isList(json)) return json.filter(isJsonObject).map(item => requestOf(item, JSON.stringify(item)))
  return isJsonObject(json) ? [requestOf(json, text)] : undefined
}

function requestOf(json: JsonObject, text: string): Request {
  // Newer versions of Jaeger answer with a request within `result`.
  if (isJsonObject(json.result) && json.resourceSpans === undefined) {
    return { members: Object.keys(json.result), text: JSON.stringify(json.result) }
  }
  if (json.scopeSpans === undefined) return { members: Object.keys(json), text }
  return { members: ['resourceSpans'], text: `{"resourceSpans":[${text}]}` }
}
