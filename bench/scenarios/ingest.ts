import { runLimit } from '../limits/run-limit.ts'
import { BYTES_PER_MB, median } from '../numbers.ts'
import type { PayloadKind, Recipe } from '../payload/payload.ts'
import { formatValue } from '../print-table.ts'
import { type Bar, type Row, ratioAtLeast } from '../row.ts'
import type { BenchContext, Scenario } from '../scenario.ts'
import { type Measured, measureOurs } from './measure-ours.ts'
import { measurePeer } from './measure-peer.ts'

interface Load {
  readonly kind: PayloadKind
  readonly spans: number
  /** Whether the raw insert writes rows of spans too, or only their bytes. */
  readonly rawRows: boolean
  readonly bar: Bar
}

const LOADS: readonly Load[] = [
  { kind: 'plain', spans: 60_000, rawRows: true, bar: ratioAtLeast(0.5) },
  { kind: 'prompt', spans: 12_000, rawRows: false, bar: ratioAtLeast(0.9) },
  { kind: 'agent-50', spans: 1_000, rawRows: false, bar: ratioAtLeast(5) },
  { kind: 'agent-200', spans: 400, rawRows: false, bar: ratioAtLeast(5) },
]

type Round = Readonly<Record<'http' | 'grpc', Measured>> & {
  readonly raw: Measured
  readonly peers: ReadonlyMap<string, Measured>
}

/** Ours and the limit and the peers take turns, so that what the machine does meanwhile meets all of them. */
export const ingest: Scenario = {
  name: 'ingest',
  summary:
    'spans a second until acknowledged and until searchable, over HTTP and gRPC, beside raw inserts and peers',
  async run(context) {
    const rows: Row[] = []
    for (const load of LOADS) rows.push(...(await runLoad(load, context)))
    return rows
  },
}

async function runLoad(load: Load, context: BenchContext): Promise<Row[]> {
  const rounds: Round[] = []
  const count = context.size === 'quick' ? 1 : 3
  const spans = context.size === 'quick' ? load.spans / 4 : load.spans
  for (let round = 0; round < count; round++) {
    context.say(`ingest ${load.kind}: round ${round + 1} of ${count}`)
    // Others are slower to start and to store, so one round has to do for them.
    const peers = round === 0 && load.kind !== 'agent-200' ? context.peers : []
    rounds.push(await runRound(load, { kind: load.kind, spans, seed: 100 + round }, { ...context, peers }))
  }
  return rowsOf(load, rounds)
}

async function runRound(load: Load, recipe: Recipe, context: BenchContext): Promise<Round> {
  let raw: Measured | undefined
  const http = await measureOurs(recipe, 'http', async storePath => {
    raw = await measureRaw(recipe, load.rawRows ? storePath : undefined)
  })
  const grpc = await measureOurs(recipe, 'grpc')
  const peers = new Map<string, Measured>()
  for (const peer of context.peers) {
    try {
      peers.set(peer.name, await measurePeer(peer, recipe))
    } catch (error) {
      context.say(
        `ingest ${load.kind}: ${peer.name} could not be measured: ${error instanceof Error ? error.message : error}`,
      )
    }
  }
  if (raw === undefined) throw new Error('The limit is measured with every round')
  return { http, grpc, raw, peers }
}

async function measureRaw(recipe: Recipe, storePath: string | undefined): Promise<Measured> {
  const { tookMs = 0, spans = 0, bytes = 0 } = await runLimit('raw-insert', { recipe, storePath })
  return { spans, bytes, ackedMs: tookMs, indexedMs: tookMs }
}

function rowsOf({ kind, bar, rawRows }: Load, rounds: readonly Round[]): Row[] {
  const raw = rounds.map(round => round.raw)
  const rateOf = unitOf(kind)
  const limit = {
    what: rawRows ? 'raw insert of the rows' : 'raw insert of the bytes',
    value: median(raw.map(each => rateOf(each, each.ackedMs))),
  }
  const line = (figure: string, each: readonly Measured[], until: 'ackedMs' | 'indexedMs'): Row => ({
    scenario: `ingest ${kind}`,
    figure,
    value: median(each.map(one => rateOf(one, one[until]))),
    unit: kind === 'plain' ? 'spans/s' : 'MB/s',
    also: alsoOf(kind, each, until),
    limit,
  })
  const ours = (['http', 'grpc'] as const).flatMap(protocol => {
    const each = rounds.map(round => round[protocol])
    return [
      { ...line(`${protocol}, acknowledged`, each, 'ackedMs'), bar },
      { ...line(`${protocol}, until searchable`, each, 'indexedMs'), bar },
    ]
  })
  return [...ours, ...peerRows(kind, rounds)]
}

/** A peer's line is the ratio that matters: ours to its. */
function peerRows(kind: PayloadKind, rounds: readonly Round[]): Row[] {
  const rateOf = unitOf(kind)
  const ours = median(rounds.map(({ http }) => rateOf(http, http.ackedMs)))
  const names = new Set(rounds.flatMap(round => [...round.peers.keys()]))
  return [...names].map(name => {
    const each = rounds.flatMap(round => round.peers.get(name) ?? [])
    const bound = name.startsWith('promptfoo') ? 40 : name.startsWith('tracelet') ? 2 : 1
    const theirs = median(each.map(one => rateOf(one, one.ackedMs)))
    return {
      scenario: `ingest ${kind}`,
      figure: `http, beside ${name}`,
      value: ours,
      unit: kind === 'plain' ? ('spans/s' as const) : ('MB/s' as const),
      limit: { what: `accepted${each.some(one => one.lost) ? ', not all stored' : ''}`, value: theirs },
      bar: ratioAtLeast(bound),
    }
  })
}

/** Spans of half a kilobyte are counted, long ones are weighed. */
function unitOf(kind: PayloadKind) {
  return ({ spans, bytes }: Measured, ms: number) =>
    kind === 'plain' ? (spans / ms) * 1_000 : mbPerSecond(bytes, ms)
}

function alsoOf(kind: PayloadKind, each: readonly Measured[], until: 'ackedMs' | 'indexedMs'): string {
  if (kind === 'plain')
    return `${formatValue(median(each.map(one => mbPerSecond(one.bytes, one[until]))))} MB/s`
  return `${formatValue(median(each.map(one => (one.spans / one[until]) * 1_000)))} spans/s`
}

function mbPerSecond(bytes: number, ms: number): number {
  return bytes / BYTES_PER_MB / (ms / 1_000)
}
