import { create } from 'zustand'

/** What the dialog is open for: a run to be replayed, or a replay that is watched. */
export type Replaying =
  | { readonly kind: 'choosing'; readonly runId: string; readonly spanId: string | undefined }
  | { readonly kind: 'watching'; readonly replayId: string }

export const useReplaying = create<{ readonly replaying: Replaying | undefined }>()(() => ({
  replaying: undefined,
}))

/** Opens the dialog; a span offers to replay it alone, or from it on. */
export function chooseReplay(runId: string, spanId?: string): void {
  useReplaying.setState({ replaying: { kind: 'choosing', runId, spanId } })
}

export function watchReplay(replayId: string): void {
  useReplaying.setState({ replaying: { kind: 'watching', replayId } })
}

export function closeReplay(): void {
  useReplaying.setState({ replaying: undefined })
}
