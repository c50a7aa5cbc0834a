import { writeExports } from '../src-main/ingest/write-exports.ts'
import { openStoreWriter } from '../src-main/store/open-store.ts'
import { type ExportBody, toBody } from './payload/payload.ts'
import { prose } from './payload/prose.ts'
import { type Random, seededRandom } from './payload/random.ts'
import { agentSpan, callSpan, toolSpan, userMessage } from './payload/spans.ts'
import { expectEqual } from './scenario.ts'
import { countStoredSpans } from './store-state.ts'

const SPANS_PER_RUN = 50
const REQUESTS_PER_COMMIT = 8
const MAX_BODY_SPANS = 1_000
/** Every so manieth run failed. */
const FAILED_EVERY = 50

export interface QueryStoreSize {
  readonly runs: number
  readonly longRunSpans: number
}

export interface QueryStore {
  readonly spans: number
  readonly runId150: string
  readonly longRunId: string
  readonly longRunSpans: number
}

/** Fills a store through the code that decodes, understands and writes, without sockets and threads between. */
export function makeQueryStore(storePath: string, { runs, longRunSpans }: QueryStoreSize): QueryStore {
  const store = openStoreWriter(storePath)
  const random = seededRandom(3)
  const runId150 = random.hex(16)
  const longRunId = random.hex(16)
  const wires = (function* () {
    yield* runOf(random, longRunId, longRunSpans, false)
    for (let run = 0; run < runs; run++)
      yield* runOf(random, random.hex(16), SPANS_PER_RUN, run % FAILED_EVERY === 0)
    yield* runOf(random, runId150, 150, false)
  })()
  let spans = 0
  let group: ExportBody[] = []
  const write = () => {
    const requests = group.map(
      ({ body }) => ({ signal: 'traces', encoding: 'protobuf', bytes: body }) as const,
    )
    for (const outcome of writeExports(store, requests, Date.now()).outcomes) {
      if (outcome.status === 'stored') spans += outcome.items
    }
    group = []
  }
  for (const body of bodiesOf(wires)) {
    group.push(body)
    if (group.length === REQUESTS_PER_COMMIT) write()
  }
  write()
  while (store.indexSome());
  store.close()
  expectEqual('stored spans', countStoredSpans(storePath), runs * SPANS_PER_RUN + longRunSpans + 150)
  return { spans, runId150, longRunId, longRunSpans }
}

function* bodiesOf(wires: Iterable<Uint8Array>): Generator<ExportBody> {
  let waiting: Uint8Array[] = []
  for (const wire of wires) {
    waiting.push(wire)
    if (waiting.length < MAX_BODY_SPANS) continue
    yield toBody(waiting)
    waiting = []
  }
  if (waiting.length > 0) yield toBody(waiting)
}

/** A root, and below it calls and tools in turn, each with a text of its own. */
function* runOf(random: Random, traceId: string, spans: number, isError: boolean): Generator<Uint8Array> {
  const rootId = random.hex(8)
  const name = `${prose(random, 12).split(' ')[0]}-agent`
  yield agentSpan(random, { traceId, parentSpanId: undefined, index: 0, spanId: rootId }, name, isError)
  for (let index = 1; index < spans; index++) {
    const place = { traceId, parentSpanId: rootId, index }
    yield index % 2 === 0
      ? toolSpan(random, place, 'read_file', prose(random, 80))
      : callSpan(random, place, JSON.stringify([userMessage(prose(random, 120))]), prose(random, 60))
  }
}
