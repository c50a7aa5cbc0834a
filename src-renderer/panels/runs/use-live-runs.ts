import { useEffect, useRef, useState } from 'react'
import type { EngineEvent } from '#contract/events.ts'
import type { Status } from '#contract/span.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { call } from '../../api/call.ts'
import { subscribe } from '../../api/subscribe.ts'
import { setRunList, useRunList } from '../../state/run-list.ts'
import { appendPage, mergeNewest, releaseHeld, removeRun, replaceRuns } from './merge-runs.ts'

export interface RunsQuestion {
  readonly text: string
  readonly status: Status | undefined
}

const PAGE = 100
const PAUSE_MS = 120
const SINGLE_READS_AT_MOST = 20

/** Keeps the list of runs true while events come in. `isHeld` says whether rows may move now. */
export function useLiveRuns({ text, status }: RunsQuestion, isHeld: () => boolean) {
  const [failure, setFailure] = useState<string>()
  const isLoadingMore = useRef(false)
  const held = useRef(isHeld)
  held.current = isHeld
  const filter = JSON.stringify([text, status])

  useEffect(() => {
    const changed = new Set<string>()
    const pause = createPause(PAUSE_MS)
    let isStopped = false

    async function readNewest(): Promise<void> {
      const ids = [...changed]
      changed.clear()
      try {
        const page = await call('runs.list', { ...question(text, status), limit: PAGE })
        if (isStopped) return
        const list = useRunList.getState().list
        const isSame = list?.filter === filter
        const base = isSame ? list : { filter, runs: [], held: [], next: null, total: 0 }
        setRunList(mergeNewest(base, page, isSame && base.runs.length > 0 && held.current()))
        await readDeep(ids, new Set(page.runs.map(run => run.runId)))
        setFailure(undefined)
      } catch (error) {
        if (!isStopped) setFailure(describeFailure(error))
      }
    }

    function onEvent(event: EngineEvent): void {
      const { list } = useRunList.getState()
      if (event.type === 'run-deleted' && list !== undefined) setRunList(removeRun(list, event.runId))
      if (event.type === 'run-changed') changed.add(event.runId)
      if (event.type === 'run-changed' || event.type === 'resync') pause.thenRun(readNewest)
    }

    void readNewest()
    const unsubscribe = subscribe(onEvent)
    return () => {
      isStopped = true
      pause.stop()
      unsubscribe()
    }
  }, [text, status, filter])

  async function loadMore(): Promise<void> {
    const { list } = useRunList.getState()
    if (list === undefined || list.next === null || isLoadingMore.current) return
    isLoadingMore.current = true
    try {
      const page = await call('runs.list', { ...question(text, status), limit: PAGE, cursor: list.next })
      const now = useRunList.getState().list
      if (now?.filter === filter) setRunList(appendPage(now, page))
    } catch (error) {
      setFailure(describeFailure(error))
    } finally {
      isLoadingMore.current = false
    }
  }

  return { failure, loadMore, showHeld }
}

function showHeld(): void {
  const { list } = useRunList.getState()
  if (list !== undefined) setRunList(releaseHeld(list))
}

function question(text: string, status: Status | undefined) {
  return { ...(text === '' ? {} : { text }), ...(status === undefined ? {} : { status }) }
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

/** Lets the last of many calls through, one at a time, at most once a pause. */
function createPause(pauseMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false
  let isWanted = false

  function thenRun(work: () => Promise<void>): void {
    isWanted = true
    if (timer !== undefined || isBusy) return
    timer = setTimeout(async () => {
      timer = undefined
      isBusy = true
      isWanted = false
      await work()
      isBusy = false
      if (isWanted) thenRun(work)
    }, pauseMs)
  }

  return { thenRun, stop: () => clearTimeout(timer) }
}
