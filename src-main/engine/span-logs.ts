import type { RunSummary } from '#contract/run.ts'
import type { SpanLog } from '#contract/span.ts'
import { attributesToJson, valueToJson } from '../otlp/attributes-to-json.ts'
import { decodeLogWire } from '../otlp/decode-logs.ts'
import { decodeOrigin } from '../otlp/origin-bytes.ts'
import type { StoreReader } from '../store/open-store.ts'

const MAX_SHOWN_LOGS = 1000

/** The log records of a span, the first of them. */
export function readLogs(store: StoreReader, run: RunSummary, spanId: string) {
  const runStartNs = BigInt(run.startedAt)
  const stored = store.logs.ofSpan(run.runId, spanId, 'all', MAX_SHOWN_LOGS)
  const logs = stored.flatMap(({ wire, origin, timeUnixNano }): SpanLog[] => {
    const log = decodeLogWire(wire, decodeOrigin(origin))
    if (log === undefined) return []
    return [
      {
        name: log.eventName === '' ? null : log.eventName,
        atNs: Number(timeUnixNano - runStartNs),
        severity: log.severityText || severityOf(log.severityNumber),
        body: valueToJson(log.body),
        attributes: attributesToJson(log.attributes),
      },
    ]
  })
  return { logs, logTotal: store.logs.countOfSpan(run.runId, spanId) }
}

const SEVERITIES = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const

/** OTLP gives each severity four numbers, from 1 on. */
function severityOf(number: number): string | null {
  return SEVERITIES[Math.floor((number - 1) / 4)] ?? null
}
