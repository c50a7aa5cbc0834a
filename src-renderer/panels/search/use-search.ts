import { useEffect, useState } from 'react'
import type { SearchResult } from '#contract/search.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { call } from '../../api/call.ts'

const PAUSE_MS = 160
const NOTHING: SearchResult = { hits: [], returned: 0, next: null, waiting: 0, hint: null }

interface Answer {
  readonly text: string
  readonly result: SearchResult
  readonly failure: string | undefined
}

/** Searches a moment after the last key. Results stay as they are until the question changes. */
export function useSearch(text: string) {
  const wanted = text.trim()
  const [answer, setAnswer] = useState<Answer>({ text: '', result: NOTHING, failure: undefined })

  useEffect(() => {
    if (wanted === '') {
      setAnswer({ text: '', result: NOTHING, failure: undefined })
      return
    }
    let isStale = false
    const timer = setTimeout(async () => {
      const next = await ask(wanted)
      if (!isStale) setAnswer(next)
    }, PAUSE_MS)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [wanted])

  async function searchMore(): Promise<void> {
    if (answer.result.next === null) return
    const more = await ask(answer.text, answer.result.next)
    setAnswer(current =>
      current.text === more.text
        ? { ...more, result: { ...more.result, hits: [...current.result.hits, ...more.result.hits] } }
        : current,
    )
  }

  return { ...answer.result, failure: answer.failure, isSearching: wanted !== answer.text, searchMore }
}

async function ask(text: string, cursor?: string): Promise<Answer> {
  try {
    const result = await call('search', { text, ...(cursor === undefined ? {} : { cursor }) })
    return { text, result, failure: undefined }
  } catch (error) {
    return { text, result: NOTHING, failure: describeFailure(error) }
  }
}
