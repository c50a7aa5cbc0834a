import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { openStoreWriter } from '../../../src-main/store/open-store.ts'
import type { SpanRecord } from '../../../src-main/store/records.ts'
import { aCallRecord, aSpanRecord, spanId } from '../../support/a-span-record.ts'
import { createRandom } from '../../support/random.ts'
import { tempDir } from '../../support/temp-dir.ts'

const NOW_MS = 1_700_000_010_000
const START = 1_700_000_000_000_000_000n

function aStore() {
  const path = join(tempDir(), 'runback.db')
  const writer = openStoreWriter(path)
  const db = new Database(path, { readonly: true })
  onTestFinished(() => {
    db.close()
    writer.close()
  })
  return { writer, db }
}

const columns = /* sql */ `
  start_ns as startNs, end_ns as endNs, span_count as spans, unended_count as unended, tool_count as tools,
  error_count as errors, call_count as calls, input_tokens as input, input_missing as inputMissing`

/** The same, counted from the spans. */
const counted = /* sql */ `
  base_ns + (select min(start_ns) from s) as startNs,
  base_ns + (select max(start_ns + coalesce(duration_ns, 0)) from s) as endNs,
  (select count(*) from s) as spans,
  (select count(*) from s where duration_ns is null) as unended,
  (select count(*) from s where kind = 'tool') as tools,
  (select count(*) from s where status = 'error') as errors,
  (select count(*) from c) as calls,
  (select coalesce(sum(input_tokens), 0) from c) as input,
  (select count(*) from c where input_confidence = 'unknown') as inputMissing`

function totals({ db }: ReturnType<typeof aStore>) {
  const kept = db.prepare(`select ${columns} from runs order by run_key`).safeIntegers().all()
  const runKeys = db.prepare<[], number>('select run_key from runs order by run_key').pluck().all()
  const again = db
    .prepare<{ runKey: number }>(/* sql */ `
      with s as (select * from spans where run_key = @runKey),
        c as (select calls.* from calls join s using (span_key) where s.kind in ('llm', 'embedding'))
      select ${counted} from runs where run_key = @runKey
    `)
    .safeIntegers()
  return { kept, again: runKeys.map(runKey => again.get({ runKey })) }
}

function randomSpan(random: ReturnType<typeof createRandom>): SpanRecord {
  const startUnixNano = START + BigInt(random.below(50))
  const kind = random.pick(['llm', 'tool', 'agent', 'embedding'])
  const call = aCallRecord()
  const input =
    random.below(3) === 0
      ? ({ confidence: 'unknown' } as const)
      : ({ confidence: 'exact', value: random.below(1000) } as const)
  return aSpanRecord({
    traceId: random.pick(['a', 'b']).repeat(32),
    spanId: spanId(1 + random.below(12)),
    kind,
    status: random.pick(['ok', 'error', 'running']),
    startUnixNano,
    endUnixNano: random.below(3) === 0 ? undefined : startUnixNano + BigInt(random.below(50)),
    call:
      kind === 'llm' || kind === 'embedding'
        ? { ...call, details: { ...call.details, usage: { ...call.details.usage, input } } }
        : undefined,
  })
}

test('whatever is sent again in whatever way, a run counts what its spans say now', () => {
  const random = createRandom(3)
  const store = aStore()

  for (let batch = 0; batch < 150; batch++) {
    const spans = Array.from({ length: 1 + random.below(6) }, () => randomSpan(random))
    store.writer.write(spans, NOW_MS)

    const { kept, again } = totals(store)
    expect(kept).toEqual(again)
  }
})

test('a run is as long as its spans when its longest span is told anew as a short one', () => {
  const store = aStore()
  const span = aSpanRecord({ spanId: spanId(1), startUnixNano: START, endUnixNano: START + 100n })

  store.writer.write([span, aSpanRecord({ ...span, spanId: spanId(2), endUnixNano: START + 30n })], NOW_MS)
  store.writer.write([{ ...span, endUnixNano: START + 20n }], NOW_MS)

  expect(store.db.prepare('select end_ns - start_ns from runs').pluck().get()).toBe(30)
})
