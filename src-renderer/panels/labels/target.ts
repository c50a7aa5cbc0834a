import type { Labels } from '#contract/label.ts'

/** A run, or one of its spans, with what is said of it. */
export interface LabelTarget {
  readonly runId: string
  readonly spanId?: string | undefined
  readonly name: string
  readonly labels: Labels
}

export function placeOf({ runId, spanId }: LabelTarget) {
  return spanId === undefined ? { runId } : { runId, spanId }
}

export const NO_LABELS: Labels = { starred: false, note: null, tags: [], recordedTags: [] }

export type EditLabels = (target: LabelTarget, first: 'tags' | 'note') => void
