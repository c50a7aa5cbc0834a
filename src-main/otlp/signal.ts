/** The kinds of telemetry a sender exports, each with a path and a service of its own. */
export type Signal = 'traces' | 'logs' | 'metrics'

/** What AgentTrace posts, one record a request, and traces in JSON that are posted to no path. */
export type RecordShape = 'agenttrace-run' | 'agenttrace-span' | 'pathless'

interface SignalFacts {
  readonly path: string
  readonly service: string
  readonly requestName: string
  /** What counts against the limit of a request. */
  readonly items: string
  /** The member of an OTLP/JSON answer that says how many items were rejected. */
  readonly rejectedMember: string
}

export const signals: Readonly<Record<Signal, SignalFacts>> = {
  traces: {
    path: '/v1/traces',
    service: 'trace.v1.TraceService',
    requestName: 'ExportTraceServiceRequest',
    items: 'spans, events and links',
    rejectedMember: 'rejectedSpans',
  },
  logs: {
    path: '/v1/logs',
    service: 'logs.v1.LogsService',
    requestName: 'ExportLogsServiceRequest',
    items: 'log records',
    rejectedMember: 'rejectedLogRecords',
  },
  metrics: {
    path: '/v1/metrics',
    service: 'metrics.v1.MetricsService',
    requestName: 'ExportMetricsServiceRequest',
    items: 'metrics and data points',
    rejectedMember: 'rejectedDataPoints',
  },
}

/**
 * Where AgentTrace's APIExporter sends to, whatever its base address is. Prela's OTLPExporter adds no path to the
 * address it is given, and its own examples give it none.
 */
export const recordPaths: Readonly<Record<RecordShape, string>> = {
  'agenttrace-run': '/api/runs',
  'agenttrace-span': '/api/traces',
  pathless: '/',
}

export const recordShapes = Object.keys(recordPaths) as RecordShape[]

export const signalNames = Object.keys(signals) as Signal[]
