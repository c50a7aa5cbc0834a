import type { Normaliser } from './ignore-rules.ts'
import type { PlacedBlock, Prompt, TextOf } from './step.ts'

/** Numbers for what steps say: equal numbers where nothing differs but what the rules ignore. */
export interface Identities {
  content(blockKey: number): number
  block(block: PlacedBlock): number
  blocks(blocks: readonly PlacedBlock[]): number
  prompt(prompt: Prompt): number
  /** Any other list of identities and words. */
  of(parts: readonly Part[]): number
}

/** An identity, or a text that has one. */
type Part = number | string | null

/** How many identities there may be: a pair of them is one number that JS still tells apart. */
const MOST = 2 ** 26

export function createIdentities(textOf: TextOf, normaliser: Normaliser): Identities {
  const texts = new Map<string, number>()
  const pairs = new Map<number, number>()
  const contents = new Map<number, number>()
  const NOTHING = 0
  let count = 1
  /** For each prompt the identity of its first n blocks, for every n that was asked for. */
  const beginnings = new Map<Prompt, Map<number, number>>()

  function numberIn<Key>(numbers: Map<Key, number>, key: Key): number {
    const known = numbers.get(key)
    if (known !== undefined) return known
    if (count >= MOST) throw new RangeError('These runs say too many different things to be compared')
    numbers.set(key, count)
    count += 1
    return count - 1
  }

  const identityOf = (part: Part): number => {
    if (typeof part === 'number') return part
    return part === null ? NOTHING : numberIn(texts, part)
  }
  // A list is a chain of pairs: cheaper than a text that names all of its parts.
  const then = (sofar: number, part: Part) => numberIn(pairs, sofar * MOST + identityOf(part))

  function content(blockKey: number): number {
    const known = contents.get(blockKey)
    if (known !== undefined) return known
    const identity = numberIn(texts, normaliser.normalise(textOf(blockKey)))
    contents.set(blockKey, identity)
    return identity
  }

  const of: Identities['of'] = parts => parts.reduce(then, NOTHING)
  const block = ({ blockKey, kind, section, role, name }: PlacedBlock) =>
    of([kind, section, role, name, content(blockKey)])
  const after = (identity: number, blocks: readonly PlacedBlock[]) =>
    blocks.reduce((sofar, next) => then(sofar, block(next)), identity)

  /** The beginnings of a long chain of prompts are filled from its root: a recursion would go as deep as the chain. */
  function beginningOf(prompt: Prompt, length: number): number {
    const chain: { readonly prompt: Prompt; readonly length: number }[] = []
    let start = NOTHING
    for (let at: Prompt | null = prompt, wanted = length; at !== null; ) {
      const known = beginnings.get(at)?.get(wanted)
      if (known !== undefined) {
        start = known
        break
      }
      chain.push({ prompt: at, length: wanted })
      wanted = Math.min(wanted, at.baseLength)
      at = at.base
    }
    return chain.reduceRight((sofar, link) => {
      const own = link.prompt.added.slice(0, Math.max(0, link.length - link.prompt.baseLength))
      const identity = after(sofar, own)
      const known = beginnings.get(link.prompt) ?? new Map<number, number>()
      beginnings.set(link.prompt, known.set(link.length, identity))
      return identity
    }, start)
  }

  return {
    content,
    block,
    blocks: blocks => after(NOTHING, blocks),
    prompt: prompt => beginningOf(prompt, prompt.baseLength + prompt.added.length),
    of,
  }
}

/** All blocks of a prompt in order. */
export function blocksOf(prompt: Prompt): PlacedBlock[] {
  const parts: (readonly PlacedBlock[])[] = []
  let wanted = Number.POSITIVE_INFINITY
  for (let at: Prompt | null = prompt; at !== null; at = at.base) {
    parts.push(at.added.slice(0, Math.max(0, wanted - at.baseLength)))
    wanted = Math.min(wanted, at.baseLength)
  }
  return parts.reverse().flat()
}
