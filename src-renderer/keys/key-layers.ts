import { create } from 'zustand'

export interface KeyBinding {
  /** As `keyOf` writes them; any of them runs it. */
  readonly keys: readonly string[]
  readonly label: string
  /** Shown in the hint bar, which has room for few. */
  readonly isHinted?: boolean
  /** Also works while the reader types in a field. */
  readonly worksInFields?: boolean
  readonly run: () => void
}

export interface KeyLayer {
  readonly name: string
  /** Hides every layer below it, as a dialog does. */
  readonly isModal: boolean
  readonly bindings: readonly KeyBinding[]
}

interface KeyLayers {
  readonly layers: readonly KeyLayer[]
}

/** The keys valid now. Later layers win. */
export const useKeyLayers = create<KeyLayers>()(() => ({ layers: [] }))

export function addKeyLayer(layer: KeyLayer): () => void {
  useKeyLayers.setState(({ layers }) => ({ layers: [...layers, layer] }))
  return () => useKeyLayers.setState(({ layers }) => ({ layers: layers.filter(each => each !== layer) }))
}

/** The layers that can be reached, topmost first. */
export function reachableLayers(layers: readonly KeyLayer[]): KeyLayer[] {
  const modal = layers.findLastIndex(layer => layer.isModal)
  return layers.slice(Math.max(modal, 0)).toReversed()
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
