import { useEffect, useRef, useState } from 'react'
import styles from './tooltip.module.css'

interface Tip {
  readonly text: string
  readonly left: number
  readonly top: number
  readonly isAbove: boolean
}

const DELAY_MS = 350

/** One tooltip for the window: shows the `data-tip` of whatever is under the pointer or has the focus. */
export function Tooltip() {
  const [tip, setTip] = useState<Tip>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    function show(event: Event): void {
      clearTimeout(timer.current)
      const owner = event.target instanceof Element ? event.target.closest('[data-tip]') : null
      if (owner === null) setTip(undefined)
      else timer.current = setTimeout(() => setTip(placeTip(owner)), DELAY_MS)
    }
    function hide(): void {
      clearTimeout(timer.current)
      setTip(undefined)
    }
    const stopping = new AbortController()
    const options = { signal: stopping.signal, capture: true, passive: true }
    document.addEventListener('pointerover', show, options)
    document.addEventListener('pointerdown', hide, options)
    document.addEventListener('keydown', hide, options)
    document.addEventListener('wheel', hide, options)
    return () => {
      hide()
      stopping.abort()
    }
  }, [])

  if (tip === undefined || tip.text === '') return null
  return (
    <div
      className={styles.tip}
      data-side={tip.isAbove ? 'above' : 'below'}
      style={{ left: tip.left, top: tip.top }}
      aria-hidden="true"
    >
      {tip.text}
    </div>
  )
}

const HALF_WIDTH = 150

function placeTip(owner: Element): Tip | undefined {
  if (!owner.isConnected) return undefined
  const box = owner.getBoundingClientRect()
  const isAbove = box.bottom > window.innerHeight - 80
  const middle = box.left + Math.min(box.width, 400) / 2
  return {
    text: owner.getAttribute('data-tip') ?? '',
    left: Math.min(window.innerWidth - HALF_WIDTH - 8, Math.max(HALF_WIDTH + 8, middle)),
    top: isAbove ? box.top - 6 : box.bottom + 6,
    isAbove,
  }
}
