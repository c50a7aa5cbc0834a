import { type CharSet, createCharSet } from './char-set.ts'
import { PatternError, type PatternNode, type Place, parsePattern } from './parse-pattern.ts'

/** One step of a machine that reads a text character by character, in all its states at once. */
export type Step =
  | { readonly kind: 'read'; readonly set: CharSet; readonly next: number }
  | { readonly kind: 'fork'; readonly next: readonly number[] }
  | { readonly kind: 'assert'; readonly where: Place; readonly next: number }
  | { readonly kind: 'found' }

export interface PatternProgram {
  readonly steps: readonly Step[]
  readonly start: number
  /** Where no match can begin, nothing needs to be tried. */
  readonly begins: CharSet
}

const MAX_STEPS = 2000

/** Throws a PatternError that says what cannot be done. */
export function compilePattern(text: string, ignoreCase: boolean): PatternProgram {
  const steps: Step[] = [{ kind: 'found' }]
  const start = emit(parsePattern(text, ignoreCase), 0, steps)
  const firstSets = setsAt(steps, start)
  if (firstSets === undefined)
    throw new PatternError('The pattern matches nothing at all, which is everywhere.')
  return { steps, start, begins: { has: code => firstSets.some(set => set.has(code)) } }
}

/** Adds the steps of a node that goes on at `next`; returns where it begins. Built from its end. */
function emit(node: PatternNode, next: number, steps: Step[]): number {
  switch (node.kind) {
    case 'set':
      return add(steps, { kind: 'read', set: createCharSet(node.ranges), next })
    case 'assert':
      return add(steps, { kind: 'assert', where: node.where, next })
    case 'sequence':
      return node.nodes.reduceRight((after, each) => emit(each, after, steps), next)
    case 'choice':
      return add(steps, { kind: 'fork', next: node.nodes.map(each => emit(each, next, steps)) })
    case 'repeat':
      return emitRepeat(node, next, steps)
  }
}

function emitRepeat(
  { node, min, max }: Extract<PatternNode, { kind: 'repeat' }>,
  next: number,
  steps: Step[],
): number {
  let at = next
  if (max === Infinity) {
    at = add(steps, { kind: 'fork', next: [] })
    steps[at] = { kind: 'fork', next: [emit(node, at, steps), next] }
  } else {
    for (let count = min; count < max; count++)
      at = add(steps, { kind: 'fork', next: [emit(node, at, steps), next] })
  }
  for (let count = 0; count < min; count++) at = emit(node, at, steps)
  return at
}

function add(steps: Step[], step: Step): number {
  if (steps.length >= MAX_STEPS)
    throw new PatternError('The pattern is too large when its repetitions are counted.')
  return steps.push(step) - 1
}

/** The sets of which a match begins with one; undefined when it may be empty. */
function setsAt(steps: readonly Step[], start: number): readonly CharSet[] | undefined {
  const sets: CharSet[] = []
  const seen = new Set<number>()
  const waiting = [start]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    const step = steps[at]
    if (step === undefined || step.kind === 'found') return undefined
    if (step.kind === 'read') sets.push(step.set)
    else waiting.push(...(step.kind === 'fork' ? step.next : [step.next]))
  }
  return sets
}
