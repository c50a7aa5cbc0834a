import type { EngineEvent } from './events.ts'
import type { OperationName, ParamsOf, ResultOf } from './operations.ts'

/** Anything that answers operations: the engine itself, or a door to one that runs elsewhere. */
export interface Caller {
  call<Name extends OperationName>(name: Name, params: ParamsOf<Name>): Promise<ResultOf<Name>>
  /** The same answer as JSON, where it is there as such: for doors that only pass it on. */
  callJson?<Name extends OperationName>(name: Name, params: ParamsOf<Name>): Promise<string>
}

/** An announcement with its place in the order of all announcements since the engine started. */
export interface Announcement {
  readonly sequence: number
  readonly event: EngineEvent
}

export interface Announcer {
  /** Calls the listener for every announcement from now on, until the returned function is called. */
  subscribe(listener: (announcement: Announcement) => void): () => void
  /** The announcements after `sequence` that are still known, or undefined when some are forgotten. */
  since(sequence: number): readonly Announcement[] | undefined
}
