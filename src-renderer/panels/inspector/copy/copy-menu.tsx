import { type KeyboardEvent, useRef, useState } from 'react'
import type { Call } from '#contract/call.ts'
import type { SpanDetail } from '#contract/span.ts'
import { describeFailure } from '../../../actions/describe-failure.ts'
import { formatPlace, placeOfRun } from '../../../state/location.ts'
import { showToast } from '../../../state/toasts.ts'
import { Button } from '../../../widgets/button.tsx'
import styles from './copy-menu.module.css'
import { COPY_WAYS } from './copy-ways.ts'
import { readWholeCall } from './whole-call.ts'

interface CopyMenuProps {
  readonly runId: string
  readonly spanId: string
  readonly detail: SpanDetail | undefined
  readonly call: Call | undefined
}

interface Item {
  readonly label: string
  readonly read: () => string | Promise<string>
}

/** Everything a span can be copied as. */
export function CopyMenu(props: CopyMenuProps) {
  const [isOpen, setOpen] = useState(false)
  const frame = useRef<HTMLDivElement>(null)

  function close(): void {
    setOpen(false)
    frame.current?.querySelector('button')?.focus()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isOpen || !['ArrowDown', 'ArrowUp', 'Escape'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') close()
    else moveFocus(frame.current, event.key === 'ArrowDown' ? 1 : -1)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of its menu come through here
    <div
      ref={frame}
      className={styles.frame}
      onKeyDown={onKeyDown}
      onBlur={event => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <Button
        tone="quiet"
        icon="copy"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Copy
      </Button>
      {isOpen && (
        <div className={styles.menu} role="menu" aria-label="Copy as" ref={focusFirst}>
          {itemsOf(props).map(({ label, read }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles.item}
              onClick={() => {
                close()
                void copy(label, read)
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}

function itemsOf({ runId, spanId, detail, call }: CopyMenuProps): Item[] {
  const link = { label: 'Link', read: () => linkTo(runId, spanId) }
  if (call === undefined) return [{ label: 'JSON', read: () => JSON.stringify(detail, null, 2) }, link]
  const ways = COPY_WAYS.map(({ label, print }) => ({
    label,
    read: async () => print(await readWholeCall(call), detail),
  }))
  return [...ways, link]
}

function linkTo(runId: string, spanId: string): string {
  const { origin, pathname } = window.location
  return `${origin}${pathname}${formatPlace(placeOfRun(runId, spanId))}`
}

async function copy(label: string, read: Item['read']): Promise<void> {
  try {
    await navigator.clipboard.writeText(await read())
    showToast({ tone: 'good', text: `Copied: ${label}` })
  } catch (error) {
    showToast({ tone: 'bad', text: `Not copied. ${describeFailure(error)}` })
  }
}

function focusFirst(menu: HTMLElement | null): void {
  menu?.querySelector('button')?.focus()
}

function moveFocus(frame: HTMLElement | null, step: 1 | -1): void {
  const items = [...(frame?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
  const at = items.findIndex(item => item.matches(':focus'))
  items[(at + step + items.length) % items.length]?.focus()
}
