import { create } from 'zustand'

export interface Toast {
  readonly toastId: number
  readonly tone: 'plain' | 'good' | 'bad'
  readonly text: string
  readonly detail: readonly string[]
  readonly action: { readonly label: string; readonly run: () => void } | undefined
  /** For what is offered for a certain time; otherwise its tone and length decide. */
  readonly shownMs: number | undefined
}

export const useToasts = create<{ readonly toasts: readonly Toast[] }>()(() => ({ toasts: [] }))

let lastToastId = 0

export function showToast(toast: Pick<Toast, 'tone' | 'text'> & Partial<Toast>): void {
  lastToastId += 1
  const shown = { detail: [], action: undefined, shownMs: undefined, ...toast, toastId: lastToastId }
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-3), shown] }))
}

export function closeToast(toastId: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter(toast => toast.toastId !== toastId) }))
}
