import { interpretSpan } from '../../src-main/conventions/index.ts'
import type { CallMeaning, FullMeaning, Message, Part } from '../../src-main/conventions/meaning.ts'
import type { ImportedItem } from '../../src-main/importers/importer.ts'
import type { OtlpSpan } from '../../src-main/otlp/otlp-span.ts'

/** Shown by what they mean instead. */
const CONTENT_KEYS: ReadonlySet<string> = new Set([
  'gen_ai.input.messages',
  'gen_ai.output.messages',
  'gen_ai.system_instructions',
])

/** The runs a file gave as trees of names, with what each span says and means. */
export function summariseImport(items: readonly ImportedItem[]) {
  const spans = [
    ...new Map(items.flatMap(spanOf).map(span => [`${span.traceId}${span.spanId}`, span])).values(),
  ]
  return { tree: treeOf(spans), items: items.map(summarise) }
}

function spanOf(item: ImportedItem): OtlpSpan[] {
  return item.kind === 'span' ? [item.span] : []
}

function treeOf(spans: readonly OtlpSpan[]): string[] {
  const ids = new Set(spans.map(span => span.spanId))
  const roots = spans.filter(({ parentSpanId }) => parentSpanId === undefined || !ids.has(parentSpanId))
  return roots.flatMap(root => linesOf(root, spans, 0))
}

function linesOf(span: OtlpSpan, spans: readonly OtlpSpan[], depth: number): string[] {
  const kind = interpretSpan(span).kind
  const children = spans.filter(({ parentSpanId }) => parentSpanId === span.spanId)
  const orphan = depth === 0 && span.parentSpanId !== undefined ? ' (parent elsewhere)' : ''
  return [
    `${'  '.repeat(depth)}${span.name} [${kind}]${orphan}`,
    ...children
      .toSorted((a, b) => Number(a.startUnixNano - b.startUnixNano))
      .flatMap(child => linesOf(child, spans, depth + 1)),
  ]
}

function summarise(item: ImportedItem): unknown {
  if (item.kind === 'skipped') return item
  if (item.kind === 'request') return { kind: item.kind, line: item.line, signal: item.signal }
  const { span, line } = item
  const { traceId, spanId, parentSpanId, name, startUnixNano, endUnixNano, origin } = span
  return {
    kind: 'span',
    line,
    traceId,
    spanId,
    parentSpanId,
    name,
    startUnixNano: String(startUnixNano),
    endUnixNano: endUnixNano === undefined ? undefined : String(endUnixNano),
    status: span.statusCode === 'unset' ? undefined : `${span.statusCode} ${span.statusMessage}`.trim(),
    service: origin.resource.get('service.name'),
    attributes: [...span.attributes]
      .filter(([key]) => !CONTENT_KEYS.has(key))
      .map(([key, value]) => `${key} = ${String(value)}`),
    events: emptyAsUndefined(span.events.map(describeEvent)),
    links: emptyAsUndefined(span.links.map(link => `${link.traceId} ${link.spanId}`)),
    meaning: summariseMeaning(interpretSpan(span)),
  }
}

function emptyAsUndefined(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : list
}

function describeEvent({ name, timeUnixNano, attributes }: OtlpSpan['events'][number]): string {
  const told = [...attributes].map(([key, value]) => `${key} = ${String(value)}`)
  return [`${name} at ${timeUnixNano}`, ...told].join('; ')
}

function summariseMeaning({ kind, agentName, session, userId, call, tool, error }: FullMeaning): unknown {
  return {
    kind,
    agentName,
    sessionId: session?.sessionId,
    userId,
    call: call && summariseCall(call),
    tool,
    error,
  }
}

function summariseCall(call: CallMeaning): unknown {
  const { system, tools, input, output, ...others } = call
  return {
    ...others,
    system: system.map(describePart),
    tools: tools.map(tool => tool.name),
    input: input.flatMap(describeMessage),
    output: output.flatMap(describeMessage),
  }
}

function describeMessage({ role, name, parts }: Message): string[] {
  return parts.map(part => `${role}${name === undefined ? '' : ` ${name}`}: ${describePart(part)}`)
}

function describePart(part: Part): string {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'reasoning':
      return `(reasoning) ${part.text}`
    case 'tool-call':
      return `(tool-call ${part.id}) ${part.name} ${JSON.stringify(part.arguments)}`
    case 'tool-result':
      return `(tool-result ${part.id}${part.isError ? ', failed' : ''}) ${JSON.stringify(part.result)}`
    case 'unknown':
      return `(unknown) ${JSON.stringify(part.raw)}`
    default:
      return `(${part.kind}) ${part.source}`
  }
}
