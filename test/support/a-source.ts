import type { Source } from '#contract/source.ts'

/** A sender of which there is something to tell. */
export function aSource(change: Partial<Source> = {}): Source {
  return {
    sourceId: 1,
    serviceName: 'weather-agent',
    sdk: 'opentelemetry python 1.30.0',
    scopeName: 'openai',
    scopeVersion: '2',
    receiver: 'otlp-http',
    userAgent: 'OTel-OTLP-Exporter-Python/1.30.0',
    perhaps: [],
    firstSeenAt: Date.UTC(2026, 10, 21, 9),
    lastSeenAt: Date.UTC(2026, 10, 21, 10),
    requests: 12,
    partial: 0,
    rejected: 0,
    refused: 3,
    deferred: 0,
    lastRefusal: {
      at: Date.UTC(2026, 10, 21, 10),
      reason: 'The request is larger than 64 MiB; send smaller batches',
    },
    spans: 240,
    calls: 36,
    logRecords: 0,
    dataPoints: 0,
    conventions: [{ convention: 'otel-gen-ai', spans: 240 }],
    duplicates: 0,
    late: 2,
    cutValues: 0,
    callsWithoutContent: 0,
    clockSkew: 0,
    droppedAttributes: 5,
    droppedEvents: 0,
    droppedLinks: 0,
    missingParents: { count: 0, runs: 4 },
    ...change,
  }
}
