import { create } from 'zustand'
import type { RunSummary } from '#contract/run.ts'

export interface RunList {
  /** What was asked for; another question makes another list. */
  readonly filter: string
  readonly runs: readonly RunSummary[]
  /** Arrived while the reader was busy with the list; not shown until asked for. */
  readonly held: readonly RunSummary[]
  readonly next: string | null
  readonly total: number
}

/** The runs on screen. Undefined until the first answer. */
export const useRunList = create<{ readonly list: RunList | undefined }>()(() => ({ list: undefined }))

export function setRunList(list: RunList | undefined): void {
  useRunList.setState({ list })
}
