import { type ReactNode, useEffect, useRef } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import styles from './dialog.module.css'

interface DialogProps {
  readonly label: string
  readonly onClose: () => void
  readonly size?: 'small' | 'medium' | 'large'
  readonly children: ReactNode
}

/** The browser's own modal dialog: it keeps the focus, and gives it back. */
export function Dialog({ label, onClose, size = 'small', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null)
  useKeys(
    label,
    [{ keys: ['Escape'], label: 'Close', hint: { keys: ['Escape'], label: 'Close' }, run: onClose }],
    'dialog',
  )

  useEffect(() => {
    element.current?.showModal()
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself
    <dialog
      ref={element}
      className={styles.dialog}
      data-size={size}
      aria-label={label}
      onCancel={event => {
        event.preventDefault()
        onClose()
      }}
      onClick={event => {
        if (event.target === element.current) onClose()
      }}
    >
      <div className={styles.content}>{children}</div>
    </dialog>
  )
}
