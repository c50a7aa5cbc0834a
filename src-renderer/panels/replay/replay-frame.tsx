import type { ReactNode } from 'react'
import { useOperation } from '../../api/use-operation.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Dialog } from '../../widgets/dialog.tsx'
import styles from './replay.module.css'

interface ReplayFrameProps {
  readonly title: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The dialog around choosing and around watching. */
export function ReplayFrame({ title, onClose, children }: ReplayFrameProps) {
  return (
    <Dialog label="Replay" size="large" onClose={onClose}>
      <div className={styles.dialog}>
        <h2 className={styles.title}>Replay {title}</h2>
        {children}
      </div>
    </Dialog>
  )
}

export function RunTitle({ runId }: { readonly runId: string }) {
  const { value } = useOperation('runs.get', { runId, limit: 0 })
  return <span>{value === undefined ? '' : toVisible(value.run.name)}</span>
}
