import { describe, expect, it } from 'vitest'
import { createTidying } from '../../../src-main/ingest/tidying.ts'

/** A store whose idle work takes a known time of a clock that stands still otherwise. */
function aStore() {
  const state = { nowMs: 100_000, toIndexMs: 0, toPack: 0, finished: 0, isShort: false }
  const done: string[] = []
  const store = {
    // Of the watch, tidying asks for nothing else.
    watch: { isShort: () => state.isShort } as never,
    indexSome(budgetMs = Number.POSITIVE_INFINITY) {
      const tookMs = Math.min(budgetMs, state.toIndexMs)
      state.toIndexMs -= tookMs
      state.nowMs += tookMs
      if (tookMs > 0) done.push(`index ${tookMs}`)
      return state.toIndexMs > 0
    },
    packSome() {
      if (state.toPack === 0) return false
      state.toPack -= 1
      done.push('pack')
      return true
    },
    checkpoint: () => void done.push('checkpoint'),
    keepBallast: () => undefined,
  }
  const checkpoints = { keepUp: () => undefined, finish: () => void done.push('finish') }
  const tidying = createTidying(store, checkpoints, () => state.nowMs)
  return {
    state,
    done,
    tidying,
    task(tookMs: number) {
      state.nowMs += tookMs
      tidying.afterTask(tookMs)
    },
    /** Everything up to the next moment at which it has to be waited. */
    rest() {
      for (let turn = 0; turn < 1_000; turn++) {
        const rest = tidying.rest()
        if (rest.kind !== 'more') return rest
      }
      throw new Error('It never rests')
    },
  }
}

describe('tidying', () => {
  it('indexes in slices so short that an export hardly waits', () => {
    const { state, done, task, rest } = aStore()
    state.toIndexMs = 8
    task(1)
    rest()
    expect(done).toEqual(['index 3', 'index 3', 'index 2'])
  })

  it('packs nothing until no task came for a second', () => {
    const { state, done, task, rest } = aStore()
    rest()
    done.length = 0
    state.toPack = 2
    task(1)
    expect(rest()).toEqual({ kind: 'later', ms: 1_000 })
    state.nowMs += 400
    task(1)
    expect(rest()).toEqual({ kind: 'later', ms: 1_000 })
    expect(done).toEqual([])
    state.nowMs += 1_000
    expect(rest()).toEqual({ kind: 'done' })
    expect(done).toEqual(['pack', 'pack', 'finish'])
  })

  it('packs one step a second where tasks have not paused for half a minute', () => {
    const { state, done, task, rest } = aStore()
    state.toPack = 10_000
    for (let second = 0; second < 40; second++) {
      for (let tenth = 0; tenth < 10; tenth++) {
        state.nowMs += 99
        task(1)
        rest()
      }
    }
    expect(done.length).toBeGreaterThanOrEqual(8)
    expect(done.length).toBeLessThanOrEqual(11)
  })

  it('gives the index a bounded share of the time while tasks never pause', () => {
    const { state, done, task } = aStore()
    state.toIndexMs = 1_000_000
    const startedMs = state.nowMs
    for (let turn = 0; turn < 400; turn++) task(10)
    const share = (state.nowMs - startedMs - 4_000) / (state.nowMs - startedMs)
    expect(done.length).toBeGreaterThan(0)
    expect(share).toBeGreaterThan(0.18)
    expect(share).toBeLessThan(0.35)
  })

  it('only gives back the log while the disk is short', () => {
    const { state, done, rest } = aStore()
    Object.assign(state, { isShort: true, toIndexMs: 5, toPack: 1 })
    expect(rest()).toEqual({ kind: 'done' })
    expect(done).toEqual(['checkpoint'])
  })
})
