import { useDeferredValue, useMemo, useState } from 'react'
import type { CallBlock } from '#contract/call.ts'
import type { Finding } from './find-context.ts'
import { findInCall } from './find-in-call.ts'
import { useWholeTexts } from './use-whole-texts.ts'

export interface Find {
  readonly isOpen: boolean
  readonly words: string
  readonly finding: Finding | undefined
  /** Which match the reader stands at, from 1; 0 when there is none. */
  readonly at: number
  readonly isReading: boolean
  readonly failed: number
  readonly open: () => void
  readonly close: () => void
  readonly search: (words: string) => void
  readonly step: (by: 1 | -1) => void
}

/** Searches all blocks of a call, also those that are folded away or came cut. */
export function useFind(blocks: readonly CallBlock[]): Find {
  const [isOpen, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [place, setPlace] = useState({ index: 0 })
  const isActive = isOpen && words !== ''
  const wanted = useDeferredValue(words)
  const { texts, isReading, failed } = useWholeTexts(blocks, isActive)
  const hits = useMemo(
    () => (isActive && wanted !== '' ? findInCall(blocks, wanted, texts) : undefined),
    [blocks, wanted, texts, isActive],
  )
  const total = hits?.matches.length ?? 0
  const finding = useMemo((): Finding | undefined => {
    if (hits === undefined) return undefined
    const match = hits.matches[place.index]
    return {
      hits,
      current: match && { callBlock: match.callBlock, range: { ...match.range } },
    }
  }, [hits, place])
  return {
    isOpen,
    words,
    finding,
    at: total === 0 ? 0 : place.index + 1,
    isReading,
    failed,
    open: () => setOpen(true),
    close: () => setOpen(false),
    search(next) {
      setWords(next)
      setPlace({ index: 0 })
    },
    step(by) {
      if (total > 0) setPlace({ index: (place.index + by + total) % total })
    },
  }
}
