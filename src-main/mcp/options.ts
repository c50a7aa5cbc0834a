export interface McpOptions {
  readonly version?: string
  /** Offers the operations that change what is stored, too. */
  readonly allowWrites?: boolean
  /** A replay begins without a person who agrees in the window. */
  readonly spendsUnasked?: boolean
}
