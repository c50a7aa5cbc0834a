import type { PlacedBlock, Prompt } from './step.ts'

/** A prompt as it was written down: whole, or as what it adds to one that was written before. */
export interface WrittenPrompt {
  readonly key: number
  readonly baseKey: number | null
  readonly baseLength: number
  readonly added: readonly PlacedBlock[]
}

const ROOT = 0

/** Each prompt as what it adds to the earlier one that it repeats furthest, however it was written down. */
export function sharePrompts(written: readonly WrittenPrompt[]): Map<number, Prompt> {
  const nodes = createTree()
  const prompts = new Map<number, Prompt>()
  for (const { key, baseKey, baseLength, added } of written) {
    const writtenBase = baseKey === null ? undefined : prompts.get(baseKey)
    const start = writtenBase === undefined ? ROOT : nodes.at(writtenBase, baseLength)
    const { base, shared } = nodes.descend(start, added)
    const prompt: Prompt = { base, baseLength: nodes.depthOf(start) + shared, added: added.slice(shared) }
    nodes.own(prompt, start, added)
    prompts.set(key, prompt)
  }
  return prompts
}

/** A tree of blocks in which every prompt is a path from the root. */
function createTree() {
  const children = new Map<string, number>()
  const depths: number[] = [0]
  const owners: (Prompt | null)[] = [null]
  const parents: number[] = [ROOT]
  const ends = new Map<Prompt, number>()

  const childKey = (node: number, { blockKey, section, role }: PlacedBlock) =>
    `${node} ${blockKey} ${section} ${role}`

  return {
    /** The node of the first so many blocks of a prompt. */
    at(prompt: Prompt, length: number): number {
      let node = ends.get(prompt) ?? ROOT
      while ((depths[node] ?? 0) > length) node = parents[node] ?? ROOT
      return node
    },
    depthOf: (node: number): number => depths[node] ?? 0,
    /** How many of the blocks an earlier prompt has at the same place, and the latest that has them. */
    descend(start: number, added: readonly PlacedBlock[]) {
      let node = start
      let shared = 0
      for (const block of added) {
        const next = children.get(childKey(node, block))
        if (next === undefined) break
        node = next
        shared += 1
      }
      return { base: owners[node] ?? null, shared }
    },
    /** Makes the path of a prompt its own. */
    own(prompt: Prompt, start: number, added: readonly PlacedBlock[]): void {
      let node = start
      for (const block of added) {
        const key = childKey(node, block)
        const next = children.get(key) ?? depths.length
        if (next === depths.length) {
          children.set(key, next)
          depths.push((depths[node] ?? 0) + 1)
          parents.push(node)
          owners.push(prompt)
        }
        owners[next] = prompt
        node = next
      }
      ends.set(prompt, node)
    },
  }
}
