import type { IncomingHttpHeaders } from 'node:http'

const KEPT_HEADERS = ['content-type', 'content-encoding', 'x-api-key']
const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?=\+00:00)/g
const MEASURED = /("(?:duration_ms|llm\.latency_ms|llm\.time_to_first_token_ms)": ?)[\d.]+/g
const FIRST_MS = Date.parse('2025-10-09T08:53:20Z')
const STEP_MS = 10

export interface Post {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What differs from one capture to the next goes: ids are numbered, and of times only the order is kept. */
export function normalisePost(headers: IncomingHttpHeaders, body: Buffer): Post {
  const text = body.toString('utf8')
  const ids = [...new Set(text.match(UUID))]
  const times = [...new Set(text.match(TIME))].sort()
  const clean = text
    .replace(UUID, id => numbered(ids.indexOf(id) + 1))
    .replace(TIME, time => timeOf(times.indexOf(time)))
    .replace(MEASURED, '$10.25')
  const kept = KEPT_HEADERS.flatMap(name =>
    headers[name] === undefined ? [] : [[name, `${headers[name]}`] as const],
  )
  return { path: '/v1/traces', headers: Object.fromEntries(kept), body: JSON.parse(clean) }
}

/** The first half differs as well: a span id is made of it. */
function numbered(number: number): string {
  const digits = number.toString(16).padStart(4, '0')
  return `5b8eff${digits.slice(0, 2)}-${digits}-4000-8000-00000000${digits}`
}

function timeOf(rank: number): string {
  return `${new Date(FIRST_MS + rank * STEP_MS).toISOString().slice(0, -1)}000`
}
