/** A file to import, before it is written. */
export interface GeneratedFile {
  readonly lines: Iterable<string>
  /** An importer may make spans of its own besides, such as one for the session. */
  readonly leastSpans: number
}
