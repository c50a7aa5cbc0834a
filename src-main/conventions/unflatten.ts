import type { AttributeMap, AttributeValue } from '../otlp/otlp-span.ts'

/** Attributes whose dotted keys spell a tree. A key may hold a value and be the prefix of others at once. */
export interface Branch {
  value: AttributeValue | undefined
  readonly children: Map<string, Branch>
}

/** One pass over the attributes: every key under one of the prefixes, as a tree from the first name on. */
export function unflatten(attributes: AttributeMap, prefixes: readonly string[]): Branch {
  const root = newBranch()
  for (const [key, value] of attributes) {
    if (prefixes.some(prefix => key.startsWith(prefix))) grow(root, key.split('.')).value = value
  }
  return root
}

export function branchAt(branch: Branch | undefined, ...path: readonly string[]): Branch | undefined {
  let current = branch
  for (const name of path) current = current?.children.get(name)
  return current
}

export function valueAt(branch: Branch | undefined, ...path: readonly string[]): AttributeValue | undefined {
  return branchAt(branch, ...path)?.value
}

export function textAt(branch: Branch | undefined, ...path: readonly string[]): string | undefined {
  const value = valueAt(branch, ...path)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The children under numbers, in the order of the numbers: attributes arrive unordered and with gaps. */
export function itemsAt(branch: Branch | undefined, ...path: readonly string[]): readonly Branch[] {
  const list = branchAt(branch, ...path)
  if (list === undefined) return []
  return [...list.children]
    .filter(([name]) => /^\d+$/.test(name))
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, item]) => item)
}

function grow(root: Branch, path: readonly string[]): Branch {
  let current = root
  for (const name of path) {
    const child = current.children.get(name) ?? newBranch()
    current.children.set(name, child)
    current = child
  }
  return current
}

function newBranch(): Branch {
  return { value: undefined, children: new Map() }
}
