import { createContext } from 'react'
import type { TextRange } from '../format/find-matches.ts'

/** What is marked within the texts below: what a search found, and spaces nobody sees. */
export interface TextMarks {
  readonly found: readonly TextRange[]
  /** The match the reader stands at. */
  readonly current: TextRange | undefined
  readonly marksSpaces: boolean
}

export const NO_MARKS: TextMarks = { found: [], current: undefined, marksSpaces: false }

export const TextMarksContext = createContext<TextMarks>(NO_MARKS)
