import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useKeys } from '../keys/use-keys.ts'
import { IconButton } from './button.tsx'
import type { IconName } from './icon-drawings.ts'
import styles from './popover.module.css'

interface PopoverProps {
  readonly label: string
  readonly icon: IconName
  readonly children: (close: () => void) => ReactNode
}

/** A button with a panel below it, which Escape or a click elsewhere closes. */
export function Popover({ label, icon, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)

  function close(): void {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }

  return (
    <div ref={frame} className={styles.frame}>
      <IconButton icon={icon} label={label} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      {isOpen && (
        <Panel label={label} onClose={close} onLeave={() => setOpen(false)}>
          {children(close)}
        </Panel>
      )}
    </div>
  )
}

interface PanelProps {
  readonly label: string
  readonly onClose: () => void
  readonly onLeave: () => void
  readonly children: ReactNode
}

function Panel({ label, onClose, onLeave, children }: PanelProps) {
  const panel = useRef<HTMLDivElement>(null)
  const leave = useRef(onLeave)
  leave.current = onLeave
  useKeys(
    label,
    [
      {
        keys: ['Escape'],
        label: 'Close',
        hint: { keys: ['Escape'], label: 'Close' },
        worksInFields: true,
        run: onClose,
      },
    ],
    'dialog',
  )

  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input, button')?.focus()
    function onPointerDown({ target }: PointerEvent): void {
      if (target instanceof Node && panel.current?.parentElement?.contains(target) === false) leave.current()
    }
    document.addEventListener('pointerdown', onPointerDown)
    return () => document.removeEventListener('pointerdown', onPointerDown)
  }, [])

  return (
    <div ref={panel} className={styles.panel} role="dialog" aria-label={label}>
      {children}
    </div>
  )
}
