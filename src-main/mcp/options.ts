export interface McpOptions {
  readonly version?: string
  /** Offers the operations that change what is stored, too. */
  readonly allowWrites?: boolean
}
