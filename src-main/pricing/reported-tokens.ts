/** Token counts as a producer gave them. */
export interface ReportedTokens {
  readonly inputTokens: number | undefined
  readonly outputTokens: number | undefined
  readonly cacheReadTokens: number | undefined
  readonly cacheWriteTokens: number | undefined
  readonly reasoningTokens: number | undefined
  readonly inputIncludesCache: boolean | 'unsaid'
  readonly details?: TokenDetails | undefined
}

/** Parts of the counts above. A part is within its whole: cached audio is within audio and within cache reads. */
export interface TokenDetails {
  readonly cacheWrite5mTokens?: number | undefined
  readonly cacheWrite1hTokens?: number | undefined
  readonly audioInputTokens?: number | undefined
  readonly imageInputTokens?: number | undefined
  readonly videoInputTokens?: number | undefined
  readonly audioCacheReadTokens?: number | undefined
  readonly imageCacheReadTokens?: number | undefined
  readonly videoCacheReadTokens?: number | undefined
  readonly audioOutputTokens?: number | undefined
  readonly imageOutputTokens?: number | undefined
  readonly videoOutputTokens?: number | undefined
  readonly totalTokens?: number | undefined
}
