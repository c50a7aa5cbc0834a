import { encodeTraces } from '../otlp/encode-traces.ts'
import { decodeOrigin } from '../otlp/origin-bytes.ts'
import { openDamagedStore } from '../store/open-damaged-store.ts'
import type { StoreWriter } from '../store/open-store.ts'
import { writeImport } from './write-import.ts'

/** Few enough that an export which comes meanwhile waits for milliseconds. */
const KEYS_AT_ONCE = 200

export interface RescuedPiece {
  readonly spans: number
  readonly unreadable: number
  readonly runIds: readonly string[]
  /** Where to go on; null when all was read. */
  readonly nextKey: number | null
}

/** Copies some spans of a damaged store into this one, as if they were imported. One that cannot be read costs itself. */
export function rescueSpans(
  store: StoreWriter,
  { path, fromKey }: { readonly path: string; readonly fromKey: number },
  nowMs: number,
): RescuedPiece {
  const damaged = openDamagedStore(path)
  try {
    const until = Math.min(damaged.lastSpanKey, fromKey + KEYS_AT_ONCE - 1)
    const groups = []
    let unreadable = 0
    for (let key = fromKey; key <= until; key += 1) {
      try {
        const item = damaged.readSpan(key)
        if (item !== undefined) groups.push({ origin: decodeOrigin(item.origin), spans: [item.wire] })
      } catch {
        unreadable += 1
      }
    }
    const request = { signal: 'traces', encoding: 'protobuf', bytes: encodeTraces(groups) } as const
    const { outcome } = writeImport(store, request, nowMs)
    const nextKey = until < damaged.lastSpanKey ? until + 1 : null
    return {
      spans: outcome.items,
      unreadable: unreadable + outcome.rejected,
      runIds: outcome.runIds,
      nextKey,
    }
  } finally {
    damaged.close()
  }
}
