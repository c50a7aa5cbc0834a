import type { BlockKind, Section, Usage } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { Withheld } from '#contract/redaction.ts'
import type { NamedAttribute, SpanKind, Status } from '#contract/span.ts'
import type { JsonObject } from '../base/json.ts'
import type { Arrival } from './arrival.ts'

/** A block before it is stored. */
export interface BlockRecord {
  readonly kind: BlockKind
  readonly text: string
}

/** A block in its place within a call, before it is stored. */
export interface ItemRecord {
  readonly section: Section
  readonly message: number
  readonly role: string
  readonly name: string | null
  readonly toolCallId: string | null
  readonly isError: boolean
  readonly block: BlockRecord
}

/** What is shown of a call but never summed or filtered by. */
export interface CallDetails {
  readonly operation: string | null
  readonly responseId: string | null
  readonly parameters: JsonObject
  readonly finishReasons: readonly string[]
  readonly timeToFirstTokenNs: number | null
  readonly usage: Usage
  readonly costBasis: string
  readonly reportedCost: Figure
  /** The provider itself charged what is reported. */
  readonly isCostBilled: boolean
}

export interface CallRecord {
  readonly provider: string | null
  readonly requestModel: string | null
  readonly responseModel: string | null
  /** What totals count, and where it comes from. */
  readonly cost: Figure
  readonly isReported: boolean
  readonly priceSource: string
  readonly details: CallDetails
  readonly items: readonly ItemRecord[]
}

export interface ToolRecord {
  readonly toolName: string
  readonly toolCallId: string | null
  readonly arguments: BlockRecord | null
  readonly result: BlockRecord | null
}

export interface RawRecord {
  readonly wire: Uint8Array
  readonly longValues: readonly { readonly key: string; readonly offset: number; readonly length: number }[]
  /** Resource and scope, encoded. */
  readonly origin: Uint8Array
}

/** The session a span names: of several in one run the one with the lowest rank counts. */
export interface SessionRecord {
  readonly sessionId: string
  readonly key: string
  readonly rank: number
}

export type ParentReason = 'tool-call' | 'span-link' | 'parent-run' | 'parent-session' | 'replay'

/** What a span tells of the run that dispatched its own, and what its own is called by others. */
export interface DispatchRecord {
  readonly runName: string | undefined
  readonly parents: readonly {
    readonly reason: ParentReason
    readonly target: string
    readonly spanId: string | undefined
  }[]
}

/** Tags that were recorded with a span. */
export interface TagsRecord {
  readonly ofRun: readonly string[]
  readonly ofSpan: readonly string[]
}

export interface DroppedRecord {
  readonly attributes: number
  readonly events: number
  readonly links: number
}

/** An understood span, ready to be stored. */
export interface SpanRecord {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string | undefined
  readonly name: string
  readonly kind: SpanKind
  readonly status: Status
  readonly startUnixNano: bigint
  readonly endUnixNano: bigint | undefined
  readonly serviceName: string | null
  readonly session: SessionRecord | undefined
  readonly userId: string | null
  readonly agentName: string | null
  readonly toolName: string | null
  readonly errorMessage: string | null
  readonly convention: string | null
  readonly call: CallRecord | undefined
  readonly tool: ToolRecord | undefined
  readonly dispatch: DispatchRecord | undefined
  readonly tags: TagsRecord | undefined
  readonly raw: RawRecord
  /** What was taken out before it was stored. */
  readonly withheld: Withheld | undefined
  /** What the SDK says it dropped. */
  readonly dropped?: DroppedRecord | undefined
  readonly arrival?: Arrival | undefined
}

/** A log record, ready to be stored. */
export interface LogRecord {
  readonly traceId: string | undefined
  readonly spanId: string | undefined
  readonly timeUnixNano: bigint
  /** Whether it is an event of its span, and read together with it. */
  readonly isEvent: boolean
  /** How many equal records came before it in its request: those are not the same record sent again. */
  readonly occurrence: number
  readonly raw: RawRecord
}

/** A data point of a metric, ready to be stored. */
export interface PointRecord {
  readonly serviceName: string | null
  readonly name: string
  readonly unit: string
  readonly kind: string
  readonly temporality: string
  readonly attributes: readonly NamedAttribute[]
  readonly startUnixNano: bigint
  readonly timeUnixNano: bigint
  readonly value: number | undefined
  readonly count: number | undefined
  readonly sum: number | undefined
  readonly min: number | undefined
  readonly max: number | undefined
  readonly wire: Uint8Array
  /** Resource and scope, encoded. */
  readonly origin: Uint8Array
}
