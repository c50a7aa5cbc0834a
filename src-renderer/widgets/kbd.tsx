import styles from './kbd.module.css'

const isMac = typeof navigator !== 'undefined' && navigator.platform.startsWith('Mac')

const SIGNS: Readonly<Record<string, string>> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Enter: '↵',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

/** "Mod+k" in the words of the reader's keyboard: "Ctrl K" or "⌘ K". */
export function describeKey(key: string): string {
  const parts = key === '+' ? ['+'] : key.split('+')
  const isChord = parts.length > 1
  return parts
    .map(part => SIGNS[part] ?? (isChord && part.length === 1 ? part.toUpperCase() : part))
    .join(' ')
}

export function Kbd({ keys }: { readonly keys: string }) {
  return <kbd className={styles.kbd}>{describeKey(keys)}</kbd>
}
