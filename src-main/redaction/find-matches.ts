import { createCharSet, wordCharacters } from './char-set.ts'
import type { PatternProgram } from './compile-pattern.ts'
import type { Place } from './parse-pattern.ts'

export interface TextMatch {
  readonly start: number
  readonly end: number
}

/** What reading one text may cost; only a pattern that was made for it comes near. */
const MAX_STEPS = 30_000_000

const word = createCharSet(wordCharacters)

/** States of the machine in the order of where their match began. */
interface Threads {
  readonly states: number[]
  readonly starts: number[]
}

/** Leftmost, longest matches that do not overlap; 'too-much' when the text costs more than it may. */
export function findMatches(program: PatternProgram, text: string): readonly TextMatch[] | 'too-much' {
  const machine = createMachine(program, text)
  const matches: TextMatch[] = []
  for (let from = nextBegin(program, text, 0); from < text.length; ) {
    const match = machine.firstMatch(from)
    if (match === 'too-much') return match
    if (match === undefined) break
    matches.push(match)
    from = nextBegin(program, text, match.end)
  }
  return matches
}

function nextBegin({ begins }: PatternProgram, text: string, from: number): number {
  let at = from
  while (at < text.length && !begins.has(text.charCodeAt(at))) at += 1
  return at
}

function createMachine(program: PatternProgram, text: string) {
  const { steps, start, begins } = program
  const seenAt = new Int32Array(steps.length).fill(-1)
  let round = 0
  let cost = 0
  let best: TextMatch | undefined

  /** Follows what needs no character, depth first; a state keeps the earliest beginning it was reached with. */
  function enter(threads: Threads, state: number, matchStart: number, at: number): void {
    if (seenAt[state] === round) return
    seenAt[state] = round
    cost += 1
    const step = steps[state]
    if (step === undefined || (step.kind === 'assert' && !isAt(step.where, text, at))) return
    if (step.kind === 'read') {
      threads.states.push(state)
      threads.starts.push(matchStart)
    } else if (step.kind === 'fork') followAll(threads, step.next, matchStart, at)
    else if (step.kind === 'assert') enter(threads, step.next, matchStart, at)
    else found(matchStart, at)
  }

  function followAll(threads: Threads, states: readonly number[], matchStart: number, at: number): void {
    for (const next of states) enter(threads, next, matchStart, at)
  }

  function found(matchStart: number, end: number): void {
    if (best === undefined || matchStart <= best.start) best = { start: matchStart, end }
  }

  /** Moves every thread over one character. */
  function advance(current: Threads, at: number): Threads {
    const code = text.charCodeAt(at)
    const following: Threads = { states: [], starts: [] }
    round += 1
    for (let index = 0; index < current.states.length; index++) {
      const matchStart = current.starts[index] ?? 0
      // Later beginnings have lost to the match that is there already.
      if (best !== undefined && matchStart > best.start) break
      const step = steps[current.states[index] ?? 0]
      cost += 1
      if (step?.kind === 'read' && step.set.has(code)) enter(following, step.next, matchStart, at + 1)
    }
    return following
  }

  return {
    firstMatch(from: number): TextMatch | 'too-much' | undefined {
      best = undefined
      round += 1
      let threads: Threads = { states: [], starts: [] }
      for (let at = from; at < text.length; at++) {
        if (best === undefined && begins.has(text.charCodeAt(at))) enter(threads, start, at, at)
        if (threads.states.length > 0) threads = advance(threads, at)
        else if (best !== undefined) break
        if (cost > MAX_STEPS) return 'too-much'
      }
      return best
    },
  }
}

function isAt(where: Place, text: string, at: number): boolean {
  if (where === 'start') return at === 0
  if (where === 'end') return at === text.length
  const isBoundary = isWordAt(text, at - 1) !== isWordAt(text, at)
  return isBoundary === (where === 'boundary')
}

function isWordAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && word.has(text.charCodeAt(at))
}
