import { ProblemError } from '#contract/problems.ts'

const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])
const MAX_DEPTH = 64

/** A copy of only what JSON could carry, without the keys that reach into a prototype. */
export function plainData(value: unknown): unknown {
  return copy(value, 0, new Set())
}

function copy(value: unknown, depth: number, seen: Set<object>): unknown {
  if (value === null || typeof value !== 'object') return leaf(value)
  if (depth === MAX_DEPTH) throw notPlain('it is nested too deep')
  // A structured clone may repeat one object many times over, which would grow without end here.
  if (seen.has(value)) throw notPlain('it refers to the same object twice')
  seen.add(value)
  if (Array.isArray(value)) return value.map(item => copy(item, depth + 1, seen))
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
    throw notPlain('it holds a special object')
  const entries = Object.entries(value).filter(([key]) => !FORBIDDEN_KEYS.has(key))
  return Object.fromEntries(entries.map(([key, item]) => [key, copy(item, depth + 1, seen)]))
}

function leaf(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'symbol' || typeof value === 'function') {
    throw notPlain(`it holds a ${typeof value}`)
  }
  return value
}

function notPlain(reason: string): ProblemError {
  return new ProblemError({ code: 'bad-request', issues: [`the message is not plain data: ${reason}`] })
}
