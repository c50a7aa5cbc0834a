import type { AttributeMap, AttributeValue, OtlpOrigin, OtlpSpan } from '../../src-main/otlp/otlp-span.ts'

/** Resource attributes that say something about the SDK and nothing about the machine. */
const KEPT_RESOURCE = /^(service\.name|telemetry\.sdk\.|session\.id|langfuse\.|mlflow\.)/
/** Of where code lies and on which thread it ran nobody learns anything. */
const DROPPED =
  /^(code\.|thread\.|exception\.stacktrace$|[\w.]*error\.stack_trace$|process\.|host\.|server\.port$)/
const MEASURED = /(msTo|PerSecond|duration|time_to_first|time_per_output|latency)/i
const FIRST_TIME_UNIX_NANO = 1_760_000_000_000_000_000n
const STEP_NS = 10_000_000n
const NORMAL_TIME = '2025-10-09T08:53:20.350Z'

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/127\.0\.0\.1:\d+|localhost:\d+/g, '127.0.0.1:8080'],
  [/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?/g, NORMAL_TIME],
  [/\d{8}T\d{12}Z/g, '20251009T085320000000Z'],
  [/("(?:duration|latency)[\w.]*": ?)[\d.]+/g, '$10.01'],
  [/("litellm_overhead_time_ms": ?)[\d.]+/g, '$10.01'],
  [/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, 'Thu, 09 Oct 2025 08:53:20 GMT'],
  [/\btook [\d.]+s/g, 'took 0.25s'],
  [/(\/[\w.@+-]+){3,}\.(py|js|mjs|ts)\b/g, 'agent.$2'],
]
const UNIQUE =
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|\b[0-9a-f]{32}\b|\b[0-9a-f]{16}\b/g

/** What differs from one capture to the next goes: ids are numbered, and of times only the order is kept. */
export function normalise(captured: readonly OtlpSpan[]): OtlpSpan[] {
  const spans = inTreeOrder(captured)
  const rename = createRename()
  for (const span of spans) for (const id of [span.traceId, span.spanId]) rename(id)
  const retime = createRetime(spans)
  const words = (text: string) => text.replace(UNIQUE, rename)
  const origins = new Map<string, OtlpOrigin>()
  const originOf = (origin: OtlpOrigin): OtlpOrigin => {
    const clean = cleanOrigin(origin)
    const known = origins.get(clean.scopeName + clean.scopeVersion) ?? clean
    origins.set(clean.scopeName + clean.scopeVersion, known)
    return known
  }
  return spans.map(span => ({
    ...span,
    traceId: rename(span.traceId),
    spanId: rename(span.spanId),
    parentSpanId: span.parentSpanId && rename(span.parentSpanId),
    startUnixNano: retime(span.startUnixNano),
    endUnixNano: span.endUnixNano && retime(span.endUnixNano),
    statusMessage: cleanText(span.statusMessage, words),
    attributes: cleanMap(span.attributes, words),
    events: span.events.map(event => ({
      ...event,
      timeUnixNano: retime(event.timeUnixNano),
      attributes: cleanMap(event.attributes, words),
    })),
    origin: originOf(span.origin),
  }))
}

/** Parents before children: clocks of a process disagree by microseconds on what began first. */
function inTreeOrder(captured: readonly OtlpSpan[]): OtlpSpan[] {
  const byStart = captured.toSorted((left, right) => compareTimes(left.startUnixNano, right.startUnixNano))
  const known = new Set(byStart.map(span => span.spanId))
  const withChildren = (span: OtlpSpan): OtlpSpan[] => [
    span,
    ...byStart.filter(child => child.parentSpanId === span.spanId).flatMap(withChildren),
  ]
  return byStart.filter(span => !known.has(span.parentSpanId ?? '')).flatMap(withChildren)
}

function createRename(): (id: string) => string {
  const known = new Map<string, string>()
  return id => {
    const hex = id.replaceAll('-', '')
    // A span id may be the beginning of a longer id, and has to stay that.
    const longer = [...known].find(([other]) => other.startsWith(hex) || hex.startsWith(other))
    const plain = known.get(hex) ?? longer?.[1].slice(0, hex.length) ?? ''
    const number = (known.size + 1).toString(16).padStart(4, '0')
    const renamed =
      plain.length === hex.length ? plain : `${plain || `5b8efff79803${number}`}`.padEnd(hex.length, 'a')
    known.set(hex, renamed)
    return id.includes('-') ? renamed.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-') : renamed
  }
}

function createRetime(spans: readonly OtlpSpan[]): (time: bigint) => bigint {
  const times = spans.flatMap(span => [
    span.startUnixNano,
    span.endUnixNano ?? span.startUnixNano,
    ...span.events.map(event => event.timeUnixNano),
  ])
  const order = [...new Set(times)].sort(compareTimes)
  const ranks = new Map(order.map((time, rank) => [time, FIRST_TIME_UNIX_NANO + BigInt(rank) * STEP_NS]))
  return time => ranks.get(time) ?? FIRST_TIME_UNIX_NANO
}

function compareTimes(left: bigint, right: bigint): number {
  return left < right ? -1 : Number(left > right)
}

function cleanOrigin(origin: OtlpOrigin): OtlpOrigin {
  const kept = [...origin.resource].filter(([key]) => KEPT_RESOURCE.test(key))
  return { ...origin, resource: new Map([...kept, ['service.name', 'weather']]) }
}

function cleanMap(attributes: AttributeMap, words: (text: string) => string): AttributeMap {
  const kept = [...attributes].filter(([key]) => !DROPPED.test(key))
  return new Map(kept.map(([key, value]) => [key, cleanValue(value, words, MEASURED.test(key))]))
}

function cleanValue(
  value: AttributeValue,
  words: (text: string) => string,
  isMeasured: boolean,
): AttributeValue {
  if (typeof value === 'number' && isMeasured) return 0.25
  if (typeof value === 'string') return cleanText(value, words)
  if (value instanceof Map) return cleanMap(value, words)
  return Array.isArray(value) ? value.map(item => cleanValue(item, words, isMeasured)) : value
}

function cleanText(text: string, words: (text: string) => string): string {
  return PATTERNS.reduce((cleaned, [pattern, plain]) => cleaned.replace(pattern, plain), words(text))
}
