import { type ReactNode, useState } from 'react'
import type { CallBlock } from '#contract/call.ts'
import { Icon } from '../../widgets/icon.tsx'
import { useHoldsCurrent } from './find/find-context.ts'
import styles from './fold.module.css'

interface FoldProps {
  readonly title: string
  readonly preview?: string
  readonly note: string
  readonly isChanged?: boolean
  readonly aside?: ReactNode
  /** The blocks within: a search that stands at one of them opens the fold. */
  readonly blocks: readonly CallBlock[]
  readonly children: ReactNode
}

export function Fold({ title, preview, note, isChanged = false, aside, blocks, children }: FoldProps) {
  const [isTurnedOpen, setTurnedOpen] = useState(false)
  const isOpen = useHoldsCurrent(blocks) || isTurnedOpen
  return (
    <div className={styles.fold}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.button}
          aria-expanded={isOpen}
          onClick={() => setTurnedOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          <span className={styles.title}>{title}</span>
          {isChanged && <span className={styles.changed}>changed</span>}
          {preview !== undefined && !isOpen && <span className={styles.preview}>{preview}</span>}
        </button>
        {aside}
        <span className={styles.note}>{note}</span>
      </div>
      {isOpen && <div className={styles.body}>{children}</div>}
    </div>
  )
}
