import { useMemo } from 'react'
import type { DiffRow } from '#contract/diff.ts'
import { layoutMinimap } from './layout-minimap.ts'
import styles from './steps.module.css'

interface MinimapProps {
  readonly rows: readonly DiffRow[]
  /** The rows on screen. */
  readonly from: number
  readonly to: number
  readonly onGo: (row: number) => void
}

const PLACES = 240

/** Where in the whole the differences lie. The list says the same in words. */
export function Minimap({ rows, from, to, onGo }: MinimapProps) {
  const marks = useMemo(() => layoutMinimap(rows, PLACES), [rows])
  const count = Math.max(1, rows.length)
  return (
    // For the pointer alone; n and p go from difference to difference.
    <div
      className={styles.map}
      aria-hidden="true"
      data-minimap=""
      onClick={event => {
        const box = event.currentTarget.getBoundingClientRect()
        onGo(Math.floor(((event.clientY - box.top) / box.height) * rows.length))
      }}
    >
      <span
        className={styles.window}
        style={{ top: `${(from / count) * 100}%`, height: `${((to - from + 1) / count) * 100}%` }}
      />
      {marks.map(({ top, height, change }) => (
        <span
          key={top}
          className={styles.mark}
          data-change={change}
          style={{ top: `${top * 100}%`, height: `max(2px, ${height * 100}%)` }}
        />
      ))}
    </div>
  )
}
