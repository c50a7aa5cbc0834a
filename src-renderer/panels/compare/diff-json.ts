import type { Json } from '../../format/parse-json.ts'

/** A place where two JSON values differ. What one of them has not is undefined. */
export interface JsonDifference {
  readonly path: string
  readonly change: 'changed' | 'removed' | 'added'
  readonly left: Json | undefined
  readonly right: Json | undefined
}

const MOST = 1_000

interface Pair {
  readonly path: string
  readonly left: Json | undefined
  readonly right: Json | undefined
}

/** Every key by which two values differ, in the order of their keys; at most a thousand. */
export function diffJson(left: Json, right: Json): JsonDifference[] {
  const found: JsonDifference[] = []
  const waiting: Pair[] = [{ path: '', left, right }]
  for (let pair = waiting.pop(); pair !== undefined && found.length < MOST; pair = waiting.pop()) {
    if (Object.is(pair.left, pair.right)) continue
    const children = childrenOf(pair)
    if (children === undefined) found.push({ ...pair, path: pair.path || '$', change: changeOf(pair) })
    else waiting.push(...children.reverse())
  }
  return found
}

function changeOf({ left, right }: Pair): JsonDifference['change'] {
  return left === undefined ? 'added' : right === undefined ? 'removed' : 'changed'
}

/** Undefined where the values cannot be taken apart together. */
function childrenOf({ path, left, right }: Pair): Pair[] | undefined {
  if (isList(left) && isList(right)) return pairsOfLists(path, left, right)
  if (!isObject(left) || !isObject(right)) return undefined
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].map(name => ({
    path: pathOf(path, name),
    left: Object.hasOwn(left, name) ? left[name] : undefined,
    right: Object.hasOwn(right, name) ? right[name] : undefined,
  }))
}

/** What both lists begin and end with pairs up, so that one element more does not make all the later ones differ. */
function pairsOfLists(path: string, left: readonly Json[], right: readonly Json[]): Pair[] {
  const shorter = Math.min(left.length, right.length)
  const texts = { left: left.map(toText), right: right.map(toText) }
  let head = 0
  while (head < shorter && texts.left[head] === texts.right[head]) head += 1
  let tail = 0
  while (tail < shorter - head && texts.left.at(-1 - tail) === texts.right.at(-1 - tail)) tail += 1
  const leftRest = left.slice(head, left.length - tail)
  const rightRest = right.slice(head, right.length - tail)
  return Array.from({ length: Math.max(leftRest.length, rightRest.length) }, (_, index) => ({
    path: `${path}[${head + index}]`,
    left: leftRest[index],
    right: rightRest[index],
  }))
}

function pathOf(path: string, name: string): string {
  if (/^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(name)) return path === '' ? name : `${path}.${name}`
  return `${path}[${JSON.stringify(name)}]`
}

/** As a reader sees it; integers past 2^53 whole. */
export function toText(value: Json | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'bigint') return String(value)
  return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each), 1)
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value)
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
