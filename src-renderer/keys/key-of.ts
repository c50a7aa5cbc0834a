export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** "j", "N", "?", "Mod+k", "Mod+Shift+f", "Alt+ArrowLeft". Mod is Ctrl, or Cmd on a Mac. */
export function keyOf({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const isCharacter = key.length === 1
  const parts = [
    ...(ctrlKey || metaKey ? ['Mod'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && (!isCharacter || ctrlKey || metaKey) ? ['Shift'] : []),
    isCharacter && (ctrlKey || metaKey) ? key.toLowerCase() : key === ' ' ? 'Space' : key,
  ]
  return parts.join('+')
}
