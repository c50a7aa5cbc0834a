import { useEffect, useState } from 'react'
import type { SpanKind } from '#contract/span.ts'

const TOKENS = [
  'paper',
  'paper-sunken',
  'ink',
  'ink-soft',
  'ink-faint',
  'line',
  'line-strong',
  'accent-ink',
  'accent-soft',
  'bad',
  'live',
  'record',
] as const

/** Named here because the list of the contract is a schema, which the window does not load. */
const KINDS: readonly SpanKind[] = [
  'agent',
  'node',
  'llm',
  'tool',
  'retrieval',
  'embedding',
  'decision',
  'edge',
  'guardrail',
  'custom',
]

export interface Colors {
  readonly of: Readonly<Record<(typeof TOKENS)[number], string>>
  readonly kinds: Readonly<Record<SpanKind, string>>
}

/** The colours of the theme as a canvas takes them, read again when the theme changes. */
export function useColors(): Colors {
  const [colors, setColors] = useState(readColors)
  useEffect(() => {
    const read = () => setColors(readColors())
    const theme = new MutationObserver(read)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', read)
    read()
    return () => {
      theme.disconnect()
      scheme.removeEventListener('change', read)
    }
  }, [])
  return colors
}

/** A custom property is not computed by itself: an element that uses it tells its colour. */
function readColors(): Colors {
  const probe = document.createElement('span')
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const read = (token: string) => {
    probe.style.color = `var(--${token})`
    return style.color
  }
  const of = Object.fromEntries(TOKENS.map(token => [token, read(token)]))
  const kinds = Object.fromEntries(KINDS.map(kind => [kind, read(`kind-${kind}`)]))
  probe.remove()
  // Both objects have a key for every name of their list.
  return { of, kinds } as Colors
}
