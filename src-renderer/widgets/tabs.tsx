import { type KeyboardEvent, useRef } from 'react'
import type { Tab } from './tab.ts'
import styles from './tabs.module.css'

interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly selected: Id
  readonly onSelect: (id: Id) => void
  readonly look?: 'underlined' | 'boxed'
  /** The id of the element the tabs switch. */
  readonly controls: string
}

export function Tabs<Id extends string>({
  label,
  tabs,
  selected,
  onSelect,
  look = 'underlined',
  controls,
}: TabsProps<Id>) {
  const list = useRef<HTMLDivElement>(null)

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    const index = (tabs.findIndex(tab => tab.id === selected) + step + tabs.length) % tabs.length
    const next = tabs[index]
    if (next === undefined) return
    onSelect(next.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[index]?.focus()
  }

  return (
    <div ref={list} className={styles[look]} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map(tab => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={tab.id === selected}
          aria-controls={controls}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.label}
          {tab.badge !== undefined && <span className={styles.badge}>{tab.badge}</span>}
        </button>
      ))}
    </div>
  )
}
