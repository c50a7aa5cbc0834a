import { createHash } from 'node:crypto'
import type { WritableDatabase } from './database.ts'

/** Spans and log records of one moment are exported seconds apart. */
const SAME_TIME_NS = 600_000_000_000n

export interface Extent {
  readonly firstNs: bigint
  readonly lastNs: bigint
}

export type LogTurns = ReturnType<typeof createLogTurns>

/** Which runs are told by log records that name no trace. Sessions and runs are digests in hex. */
export function createLogTurns(db: WritableDatabase) {
  const selectAt = db
    .prepare<[Buffer, bigint], Buffer>(
      'select trace_id from log_turns where session = ? and first_ns <= ? order by first_ns desc limit 1',
    )
    .pluck()
  const upsert = db.prepare(/* sql */ `
    insert into log_turns (session, trace_id, first_ns, last_ns) values (@session, @traceId, @timeNs, @timeNs)
    on conflict do update set first_ns = min(first_ns, excluded.first_ns), last_ns = max(last_ns, excluded.last_ns)
  `)
  const selectUntil = db
    .prepare<[Buffer], bigint>('select until_ns from span_sessions where session = ?')
    .pluck()
    .safeIntegers()
  const upsertUntil = db.prepare(/* sql */ `
    insert into span_sessions (session, until_ns) values (?, ?)
    on conflict do update set until_ns = max(until_ns, excluded.until_ns)
  `)
  const takeSuperseded = db
    .prepare<[Buffer, bigint, bigint], Buffer>(
      'delete from log_turns where session = ? and last_ns >= ? and first_ns <= ? returning trace_id',
    )
    .pluck()
  const rename = db.prepare<[Buffer, Buffer]>(
    'update or ignore log_traces set trace_id = ? where trace_id = ?',
  )
  const selectExtent = db
    .prepare<[Buffer], Extent>(/* sql */ `
      select min(time_ns) as firstNs, max(time_ns) as lastNs from logs
      where trace_key = (select trace_key from log_traces where trace_id = ?)
    `)
    .safeIntegers()
  return {
    /** The turn that was under way at that time. */
    at(session: string, timeNs: bigint): string | undefined {
      return selectAt.get(bytes(session), timeNs)?.toString('hex')
    },
    extend(session: string, traceId: string, timeNs: bigint): void {
      upsert.run({ session: bytes(session), traceId: bytes(traceId), timeNs })
    },
    /** Whether spans tell what happened in the session at that time. */
    isToldBySpans(session: string, timeNs: bigint): boolean {
      const until = selectUntil.get(bytes(session))
      return until !== undefined && timeNs <= until + SAME_TIME_NS
    },
    /** Notes that spans tell the session, and forgets its turns of that time: the runs they made are superseded. */
    supersede(session: string, startNs: bigint, endNs: bigint): readonly string[] {
      upsertUntil.run(bytes(session), endNs)
      return takeSuperseded
        .all(bytes(session), startNs - SAME_TIME_NS, endNs + SAME_TIME_NS)
        .map(id => id.toString('hex'))
    },
    /** Its log records stay, under an id that no run has. */
    release(traceId: string): void {
      const former = bytes(traceId)
      rename.run(createHash('sha256').update(former).update('superseded').digest().subarray(0, 16), former)
    },
    /** When the first and the last log record of a run were written. It has to have one. */
    extentOf: (traceId: string): Extent => selectExtent.get(bytes(traceId)) ?? { firstNs: 0n, lastNs: 0n },
  }
}

function bytes(hex: string): Buffer {
  return Buffer.from(hex, 'hex')
}
