import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react'
import styles from './split-pane.module.css'

interface SplitPaneProps {
  readonly label: string
  /** Remembered under this name for the next time. */
  readonly name: string
  readonly left: ReactNode
  readonly right: ReactNode
  readonly defaultPercent: number
}

const LEAST = 25
const MOST = 75

/** Two panes with a divider that the pointer drags and the arrow keys move. */
export function SplitPane({ label, name, left, right, defaultPercent }: SplitPaneProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [percent, setPercent] = useState(() => readPercent(name) ?? defaultPercent)

  function move(next: number): void {
    const kept = Math.min(MOST, Math.max(LEAST, next))
    setPercent(kept)
    localStorage.setItem(keyOf(name), kept.toFixed(1))
  }

  function onPointerMove(event: PointerEvent): void {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    move(((event.clientX - box.left) / box.width) * 100)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowLeft' ? -2 : event.key === 'ArrowRight' ? 2 : 0
    if (step === 0) return
    event.preventDefault()
    event.stopPropagation()
    move(percent + step)
  }

  return (
    <div ref={frame} className={styles.frame}>
      <div className={styles.pane} style={{ flexBasis: `${percent}%` }}>
        {left}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a rule cannot be dragged */}
      <div
        className={styles.divider}
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={Math.round(percent)}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onDoubleClick={() => move(defaultPercent)}
        onKeyDown={onKeyDown}
      />
      <div className={styles.pane} style={{ flexBasis: `${100 - percent}%` }}>
        {right}
      </div>
    </div>
  )
}

function keyOf(name: string): string {
  return `split-${name}`
}

function readPercent(name: string): number | undefined {
  const percent = Number(localStorage.getItem(keyOf(name)) ?? Number.NaN)
  return percent >= LEAST && percent <= MOST ? percent : undefined
}
