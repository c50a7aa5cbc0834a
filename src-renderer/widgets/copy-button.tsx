import { useEffect, useState } from 'react'
import { Button, IconButton } from './button.tsx'

interface CopyButtonProps {
  readonly label: string
  /** Asked when the button is pressed, so that nothing large is made before. */
  readonly read: () => string | Promise<string>
  readonly isSmall?: boolean
}

const SHOWN_MS = 1400

export function CopyButton({ label, read, isSmall = false }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed'>()

  useEffect(() => {
    if (outcome === undefined) return
    const timer = setTimeout(() => setOutcome(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [outcome])

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(await read())
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }

  const shown = outcome === 'copied' ? 'Copied' : outcome === 'failed' ? 'Not copied' : label
  const icon = outcome === 'copied' ? 'check' : outcome === 'failed' ? 'warning' : 'copy'
  if (isSmall) return <IconButton icon={icon} label={shown} onClick={() => void copy()} />
  return (
    <Button tone="quiet" icon={icon} onClick={() => void copy()} aria-live="polite">
      {shown}
    </Button>
  )
}
