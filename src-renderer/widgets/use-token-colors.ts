import { useEffect, useState } from 'react'

/** Tokens of the theme as a canvas takes them, read again when the theme changes. */
export function useTokenColors<Token extends string>(
  tokens: readonly Token[],
): Readonly<Record<Token, string>> {
  const [colors, setColors] = useState(() => readColors(tokens))
  useEffect(() => {
    const read = () => setColors(readColors(tokens))
    const theme = new MutationObserver(read)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    scheme.addEventListener('change', read)
    read()
    return () => {
      theme.disconnect()
      scheme.removeEventListener('change', read)
    }
  }, [tokens])
  return colors
}

/** A custom property is not computed by itself: an element that uses it tells its colour. */
function readColors<Token extends string>(tokens: readonly Token[]): Readonly<Record<Token, string>> {
  const probe = document.createElement('span')
  document.body.append(probe)
  const style = getComputedStyle(probe)
  const entries = tokens.map(token => {
    probe.style.color = `var(--${token})`
    return [token, style.color] as const
  })
  probe.remove()
  // One entry for each token.
  return Object.fromEntries(entries) as Record<Token, string>
}
