import { useEffect } from 'react'
import { closeToast, type Toast, useToasts } from '../state/toasts.ts'
import { Button, IconButton } from '../widgets/button.tsx'
import { Icon } from '../widgets/icon.tsx'
import styles from './toasts.module.css'

const SHOWN_MS = { plain: 7000, good: 5000, bad: 15_000 } as const
const ICONS = { plain: 'info', good: 'check', bad: 'warning' } as const

export function Toasts() {
  const toasts = useToasts(state => state.toasts)
  return (
    <ol className={styles.list} aria-label="Messages" aria-live="polite">
      {toasts.map(toast => (
        <ToastView key={toast.toastId} toast={toast} />
      ))}
    </ol>
  )
}

function ToastView({ toast }: { readonly toast: Toast }) {
  const { toastId, tone, text, detail, action } = toast
  const shownMs = toast.shownMs ?? SHOWN_MS[tone] + detail.length * 1500

  useEffect(() => {
    const timer = setTimeout(() => closeToast(toastId), shownMs)
    return () => clearTimeout(timer)
  }, [toastId, shownMs])

  return (
    <li className={styles.toast} data-tone={tone}>
      <Icon name={ICONS[tone]} size={15} />
      <div className={styles.words}>
        <p>{text}</p>
        {detail.map(line => (
          <p key={line} className={styles.detail}>
            {line}
          </p>
        ))}
      </div>
      {action !== undefined && (
        <Button
          tone="quiet"
          onClick={() => {
            action.run()
            closeToast(toastId)
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton icon="close" label="Close" onClick={() => closeToast(toastId)} />
    </li>
  )
}
