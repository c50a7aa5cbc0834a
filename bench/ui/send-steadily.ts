import { setTimeout as wait } from 'node:timers/promises'
import { type ExportBody, toBody } from '../payload/payload.ts'
import { seededRandom } from '../payload/random.ts'
import { plainSpan } from '../payload/spans.ts'
import { WrongResultError } from '../scenario.ts'
import { openHttpConnection } from '../send/http-connection.ts'

const SPANS_PER_SECOND = 5_000
const SPANS_PER_REQUEST = 100
const SPANS_PER_RUN = 50

export interface Flood {
  readonly bodies: readonly ExportBody[]
  readonly runId: string
}

/** So many seconds of spans, made before anything is measured: of one run that grows, or of runs of fifty. */
export function makeFlood(seconds: number, isOneRun: boolean, seed: number): Flood {
  const random = seededRandom(seed)
  const runId = random.hex(16)
  const spansPerRun = isOneRun ? Number.POSITIVE_INFINITY : SPANS_PER_RUN
  let root = { traceId: runId, spanId: random.hex(8) }
  function* wires(): Generator<Uint8Array> {
    for (let index = 0; index < seconds * SPANS_PER_SECOND; index += 1) {
      const isRoot = index === 0 || index % spansPerRun === 0
      if (isRoot && index > 0) root = { traceId: random.hex(16), spanId: random.hex(8) }
      yield isRoot
        ? plainSpan(random, { ...root, parentSpanId: undefined, index })
        : plainSpan(random, { traceId: root.traceId, parentSpanId: root.spanId, index })
    }
  }
  const waiting = wires().toArray()
  const bodies: ExportBody[] = []
  while (waiting.length > 0) bodies.push(toBody(waiting.splice(0, SPANS_PER_REQUEST)))
  return { bodies, runId }
}

/** Sends 5,000 spans a second. A host that cannot keep up makes the figures void. */
export async function sendSteadily(port: number, { bodies }: Flood): Promise<void> {
  const connections = Array.from({ length: 4 }, () => openHttpConnection(port))
  const startMs = performance.now()
  const everyMs = (SPANS_PER_REQUEST / SPANS_PER_SECOND) * 1_000
  const answers: Promise<boolean>[] = []
  for (const [index, { body }] of bodies.entries()) {
    const dueMs = startMs + index * everyMs - performance.now()
    if (dueMs > 0) await wait(dueMs)
    const connection = connections[index % connections.length]
    if (connection !== undefined) answers.push(connection.send(body))
  }
  const accepted = await Promise.all(answers)
  for (const connection of connections) connection.close()
  if (!accepted.every(Boolean)) throw new WrongResultError('the host refused spans of the flood')
}
