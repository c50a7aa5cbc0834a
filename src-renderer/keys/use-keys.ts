import { useEffect, useRef } from 'react'
import { addKeyLayer, findBinding, type KeyBinding, type Rank, useKeyLayers } from './key-layers.ts'
import { keyOf } from './key-of.ts'

/** Makes the bindings valid while the component is shown. They may close over changing state. */
export function useKeys(name: string, bindings: readonly KeyBinding[], rank: Rank = 'view'): void {
  const latest = useRef(bindings)
  latest.current = bindings
  const shape = bindings.map(binding => `${binding.keys.join(' ')}:${binding.label}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of shape changes what is offered
  useEffect(() => {
    const stable = latest.current.map((binding, index) => ({
      ...binding,
      run: () => latest.current[index]?.run(),
    }))
    return addKeyLayer({ name, rank, bindings: stable })
  }, [name, rank, shape])
}

/** Listens once for the whole window. */
export function listenForKeys(): () => void {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const key = keyOf(event)
    if (isHandledByControl(event.target, key)) return
    const binding = findBinding(useKeyLayers.getState().layers, key, isField(event.target))
    if (binding === undefined) return
    event.preventDefault()
    binding.run()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')
  )
}

/** A focused button keeps Enter and Space to itself, and so does a box to tick. */
function isHandledByControl(target: EventTarget | null, key: string): boolean {
  if (key !== 'Enter' && key !== 'Space') return false
  return target instanceof HTMLElement && target.closest('button, a[href], summary, [type=checkbox]') !== null
}
