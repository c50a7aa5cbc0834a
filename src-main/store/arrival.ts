/** Who sent something, as far as the sender said; an empty text is what it did not say. */
export interface SourceRecord {
  readonly serviceName: string
  /** The SDK with language and version. */
  readonly sdk: string
  readonly scopeName: string
  readonly scopeVersion: string
  readonly receiver: string
  readonly userAgent: string
}

/** What is doubtful about a span as it arrived. */
export interface SpanDoubts {
  /** Texts that the sender's SDK cut. */
  readonly cutValues: number
  /** What the SDK says it dropped. */
  readonly droppedAttributes: number
  readonly droppedEvents: number
  readonly droppedLinks: number
  readonly endsBeforeStart: boolean
  /** How far past its arrival the span claims to lie. */
  readonly futureMs: number
}

/** What the ledger keeps of a span that a sender sent just now; one that is imported or read again has none. */
export interface Arrival {
  readonly source: SourceRecord
  readonly doubts: SpanDoubts | undefined
}

/** Items of a request that are not spans, and what became of the request. */
export interface RequestTally {
  readonly logRecords: number
  readonly dataPoints: number
  readonly rejected: number
}

/** Answers other than success, gathered by sender and reason. */
export interface RefusalRecord {
  readonly kind: 'refused' | 'deferred'
  readonly receiver: string
  readonly userAgent: string
  readonly reason: string
  readonly requests: number
  readonly atMs: number
}
