import { encodeTraces } from '../../src-main/otlp/encode-traces.ts'
import type { OtlpOrigin } from '../../src-main/otlp/otlp-span.ts'
import { agentRun } from './agent-run.ts'
import { type Random, seededRandom } from './random.ts'
import { plainSpan, promptSpan, type SpanPlace } from './spans.ts'

export type PayloadKind = 'plain' | 'prompt' | 'mixed' | 'agent-50' | 'agent-200'

/** What a payload is made from: equal recipes make equal bytes, in whichever process. */
export interface Recipe {
  readonly kind: PayloadKind
  /** About how many spans. */
  readonly spans: number
  readonly seed: number
}

export interface ExportBody {
  readonly body: Uint8Array
  readonly spans: number
}

/** What one connection sends, in order. */
export type Lane = readonly ExportBody[]

const LANES = 8
const SPANS_PER_RUN = 50
const SPANS_PER_REQUEST = 100
/** Exporters send what they have every few seconds: a few turns of an agent. */
const BYTES_PER_REQUEST = 512 * 1024
const PROMPT_BYTES = 4_096

export const benchOrigin: OtlpOrigin = {
  resource: new Map([
    ['service.name', 'bench'],
    ['telemetry.sdk.language', 'nodejs'],
    // promptfoo keeps only what names an evaluation it knows.
    ['evaluation.id', 'bench'],
    ['test.case.id', 'bench'],
  ]),
  scopeName: 'bench',
  scopeVersion: '1',
  schemaUrl: '',
}

/** The requests of a payload. A run stays in its lane, as its spans come from one exporter. */
export function createLanes(recipe: Recipe): readonly Lane[] {
  const lanes: ExportBody[][] = Array.from({ length: LANES }, () => [])
  let lane = 0
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  const flush = () => {
    if (waiting.length === 0) return
    lanes[lane]?.push(toBody(waiting))
    waiting = []
    waitingBytes = 0
  }
  for (const { isRunEnd, wire } of spansOf(recipe)) {
    waiting.push(wire)
    waitingBytes += wire.length
    if (waiting.length >= SPANS_PER_REQUEST || waitingBytes >= BYTES_PER_REQUEST) flush()
    if (isRunEnd && (waiting.length === 0 || recipe.kind.startsWith('agent'))) {
      flush()
      lane = (lane + 1) % LANES
    }
  }
  flush()
  return lanes.filter(each => each.length > 0)
}

export function toBody(wires: readonly Uint8Array[]): ExportBody {
  return { body: encodeTraces([{ origin: benchOrigin, spans: wires }]), spans: wires.length }
}

/** The bytes of each span, run by run. */
export function* spansOf({ kind, spans, seed }: Recipe): Generator<{ wire: Uint8Array; isRunEnd: boolean }> {
  const random = seededRandom(seed)
  let made = 0
  while (made < spans) {
    const run =
      kind === 'agent-50'
        ? agentRun(random, 50)
        : kind === 'agent-200'
          ? agentRun(random, 200)
          : flatRun(random, kind)
    let last: Uint8Array | undefined
    for (const wire of run) {
      if (last !== undefined) yield { wire: last, isRunEnd: false }
      last = wire
      made += 1
    }
    if (last !== undefined) yield { wire: last, isRunEnd: true }
  }
}

type FlatKind = Exclude<PayloadKind, 'agent-50' | 'agent-200'>

function* flatRun(random: Random, kind: FlatKind): Generator<Uint8Array> {
  const traceId = random.hex(16)
  const rootId = random.hex(8)
  yield flatSpan(random, kind, { traceId, parentSpanId: undefined, index: 0, spanId: rootId })
  for (let index = 1; index < SPANS_PER_RUN; index++) {
    yield flatSpan(random, kind, { traceId, parentSpanId: rootId, index })
  }
}

function flatSpan(random: Random, kind: FlatKind, place: SpanPlace): Uint8Array {
  const isPrompt = kind === 'prompt' || (kind === 'mixed' && place.index % 5 === 4)
  return isPrompt ? promptSpan(random, place, PROMPT_BYTES) : plainSpan(random, place)
}
