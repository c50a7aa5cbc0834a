import { create } from 'zustand'

export interface KeyHint {
  readonly keys: readonly string[]
  readonly label: string
}

export interface KeyBinding {
  /** As `keyOf` writes them; any of them runs it. */
  readonly keys: readonly string[]
  readonly label: string
  /** How the hint bar, which has room for few, puts it; one hint may stand for two bindings. */
  readonly hint?: KeyHint
  /** Also works while the reader types in a field. */
  readonly worksInFields?: boolean
  readonly run: () => void
}

/** A picture beats the view it is in, and a view what holds everywhere; a dialog hides them all. */
export type Rank = 'everywhere' | 'view' | 'picture' | 'dialog'

export interface KeyLayer {
  readonly name: string
  readonly rank: Rank
  readonly bindings: readonly KeyBinding[]
}

interface KeyLayers {
  readonly layers: readonly KeyLayer[]
}

/** The layers of all that is shown, oldest first. */
export const useKeyLayers = create<KeyLayers>()(() => ({ layers: [] }))

export function addKeyLayer(layer: KeyLayer): () => void {
  useKeyLayers.setState(({ layers }) => ({ layers: [...layers, layer] }))
  return () => useKeyLayers.setState(({ layers }) => ({ layers: layers.filter(each => each !== layer) }))
}

/** The layers that can be reached, topmost first: of one rank the newest, and only the newest dialog if there is one. */
export function reachableLayers(layers: readonly KeyLayer[]): KeyLayer[] {
  const newestFirst = layers.toReversed()
  const dialog = newestFirst.find(layer => layer.rank === 'dialog')
  if (dialog !== undefined) return [dialog]
  const ofRank = (rank: Rank) => newestFirst.filter(layer => layer.rank === rank)
  return [...ofRank('picture'), ...ofRank('view'), ...ofRank('everywhere')]
}

export function findBinding(
  layers: readonly KeyLayer[],
  key: string,
  isInField: boolean,
): KeyBinding | undefined {
  for (const layer of reachableLayers(layers)) {
    const found = layer.bindings.find(
      binding => binding.keys.includes(key) && (!isInField || binding.worksInFields),
    )
    if (found !== undefined) return found
  }
  return undefined
}
