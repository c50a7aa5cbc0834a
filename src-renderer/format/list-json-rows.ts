import type { Json } from './parse-json.ts'

/** One line of a JSON value that can be opened piece by piece. */
export type JsonRow =
  | {
      readonly type: 'branch'
      readonly path: string
      readonly depth: number
      readonly name: string
      readonly isArray: boolean
      readonly size: number
      readonly isOpen: boolean
    }
  | {
      readonly type: 'leaf'
      readonly path: string
      readonly depth: number
      readonly name: string
      readonly value: Exclude<Json, object>
    }
  | { readonly type: 'more'; readonly path: string; readonly depth: number; readonly hidden: number }

export interface JsonChoice {
  /** Branches the reader turned: opened ones that start closed, closed ones that start open. */
  readonly turned: ReadonlySet<string>
  /** How many children of a branch are shown beyond the first ones. */
  readonly extra: ReadonlyMap<string, number>
}

const CHILDREN_FIRST = 60
const ROWS_AT_MOST = 2_000
const OPEN_TO_DEPTH = 2
const OPEN_UP_TO_SIZE = 24

interface Waiting {
  readonly path: string
  readonly depth: number
  readonly name: string
  readonly value: Json | undefined
  readonly hidden: number
}

/** The outermost object has no line of its own. Walks with a list of its own instead of the call stack, and only into what is open. */
export function listJsonRows(value: Json, { turned, extra }: JsonChoice): JsonRow[] {
  const rows: JsonRow[] = []
  const waiting: Waiting[] = [{ path: '$', depth: -1, name: '', value, hidden: 0 }]
  for (let next = waiting.pop(); next !== undefined && rows.length < ROWS_AT_MOST; next = waiting.pop()) {
    if (next.value === undefined) {
      rows.push({ type: 'more', path: next.path, depth: next.depth, hidden: next.hidden })
      continue
    }
    const { path, depth, name } = next
    if (typeof next.value !== 'object' || next.value === null) {
      rows.push({ type: 'leaf', path, depth, name, value: next.value })
      continue
    }
    const isArray = Array.isArray(next.value)
    const keys = Object.keys(next.value)
    if (depth === -1 && keys.length > 0) {
      pushChildren(waiting, next, keys, CHILDREN_FIRST + (extra.get(path) ?? 0))
      continue
    }
    const isOpen = keys.length > 0 && startsOpen(depth, keys.length) !== turned.has(path)
    rows.push({ type: 'branch', path, depth, name, isArray, size: keys.length, isOpen })
    if (isOpen) pushChildren(waiting, next, keys, CHILDREN_FIRST + (extra.get(path) ?? 0))
  }
  return rows
}

function startsOpen(depth: number, size: number): boolean {
  return depth < OPEN_TO_DEPTH && size <= OPEN_UP_TO_SIZE
}

function pushChildren(waiting: Waiting[], parent: Waiting, keys: readonly string[], limit: number): void {
  const depth = parent.depth + 1
  const hidden = keys.length - limit
  if (hidden > 0) waiting.push({ path: parent.path, depth, name: '', value: undefined, hidden })
  const container = parent.value as Readonly<Record<string, Json>>
  for (const key of keys.slice(0, limit).reverse()) {
    waiting.push({
      path: `${parent.path}/${key}`,
      depth,
      name: key,
      value: container[key] ?? null,
      hidden: 0,
    })
  }
}
