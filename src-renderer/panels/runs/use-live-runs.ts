import { useEffect, useRef, useState } from 'react'
import type { EngineEvent } from '#contract/events.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { call } from '../../api/call.ts'
import { subscribe } from '../../api/subscribe.ts'
import { type RunList, type RunsQuestion, removeRuns, setRunList, useRunList } from '../../state/run-list.ts'
import { createPause } from './create-pause.ts'
import { appendPage, mergeFirstPage, replaceRuns } from './merge-runs.ts'

const FIRST_PAGE = 100
const FURTHER_PAGE = 300
const SINGLE_READS_AT_MOST = 20

/** Keeps the list of runs true while events come in. `isHeld` says whether rows may move now. */
export function useLiveRuns({ filter, order, direction }: RunsQuestion, isHeld: () => boolean) {
  const [failure, setFailure] = useState<string>()
  const isLoadingMore = useRef(false)
  const held = useRef(isHeld)
  held.current = isHeld
  const showNew = useRef<() => Promise<void>>(async () => undefined)

  useEffect(() => {
    const question: RunsQuestion = { filter, order, direction }
    const changed = new Set<string>()
    const pause = createPause()
    let isStopped = false

    async function readFirstPage(mayMove = false): Promise<void> {
      const ids = [...changed]
      changed.clear()
      try {
        const page = await call('runs.list', { ...question, limit: FIRST_PAGE })
        if (isStopped) return
        const list = currentList(question) ?? emptyList(question)
        setRunList(mergeFirstPage(list, page, !mayMove && held.current()))
        await readDeep(ids, new Set(page.runs.map(run => run.runId)))
        setFailure(undefined)
      } catch (error) {
        if (!isStopped) setFailure(describeFailure(error))
      }
    }

    function onEvent(event: EngineEvent): void {
      const { list } = useRunList.getState()
      if (event.type === 'run-deleted' && list !== undefined) setRunList(removeRuns(list, [event.runId]))
      if (event.type === 'run-changed') changed.add(event.runId)
      if (['run-changed', 'run-deleted', 'resync'].includes(event.type)) pause.thenRun(() => readFirstPage())
    }

    showNew.current = () => readFirstPage(true)
    void readFirstPage()
    const unsubscribe = subscribe(onEvent)
    return () => {
      isStopped = true
      pause.stop()
      unsubscribe()
    }
  }, [filter, order, direction])

  async function loadMore(): Promise<void> {
    const { list } = useRunList.getState()
    if (list === undefined || list.next === null || isLoadingMore.current) return
    isLoadingMore.current = true
    const { question, next } = list
    try {
      const page = await call('runs.list', { ...question, limit: FURTHER_PAGE, cursor: next })
      const now = currentList(question)
      // Rows that were put in order meanwhile go on from another place.
      if (now?.next === next) setRunList(appendPage(now, page))
    } catch (error) {
      setFailure(describeFailure(error))
    } finally {
      isLoadingMore.current = false
    }
  }

  return { failure, loadMore, showNew: () => showNew.current() }
}

function emptyList(question: RunsQuestion): RunList {
  return { question, runs: [], next: null, total: 0, placedTotal: 0, newCount: 0 }
}

function currentList(question: RunsQuestion): RunList | undefined {
  const { list } = useRunList.getState()
  return JSON.stringify(list?.question) === JSON.stringify(question) ? list : undefined
}

/** Runs that changed further down the list are read one by one, for there are few. */
async function readDeep(ids: readonly string[], alreadyRead: ReadonlySet<string>): Promise<void> {
  const shown = new Set(useRunList.getState().list?.runs.map(run => run.runId))
  const wanted = ids
    .filter(runId => shown.has(runId) && !alreadyRead.has(runId))
    .slice(0, SINGLE_READS_AT_MOST)
  const answers = await Promise.allSettled(wanted.map(runId => call('runs.get', { runId, limit: 0 })))
  const runs = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value.run] : []))
  const { list } = useRunList.getState()
  if (runs.length > 0 && list !== undefined) setRunList(replaceRuns(list, runs))
}
