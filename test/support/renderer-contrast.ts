/** Runs in the page: the pairs of text and background colours whose contrast is below that of WCAG AA. */
export function findFaintText(): string[] {
  const inks = ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'good', 'bad', 'warn', 'live']
  const kinds = 'agent node llm tool retrieval embedding decision edge guardrail custom'.split(' ')
  const papers = ['paper', 'paper-sunken', 'paper-raised']
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  const probe = document.body.appendChild(document.createElement('span'))

  function luminanceOf(token: string): number {
    probe.style.color = `var(--${token})`
    if (context === null) return 0
    context.fillStyle = getComputedStyle(probe).color
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = [...context.getImageData(0, 0, 1, 1).data].map(value => {
      const share = value / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function contrastOf(ink: string, paper: string): number {
    const [low = 0, high = 0] = [luminanceOf(ink), luminanceOf(paper)].sort((left, right) => left - right)
    return (high + 0.05) / (low + 0.05)
  }

  const pairs = [...inks, ...kinds.map(kind => `kind-${kind}`)].flatMap(ink =>
    papers.map(paper => [ink, paper] as const),
  )
  return [...pairs, ['ink-on-accent', 'accent'] as const]
    .map(([ink, paper]) => ({ ink, paper, contrast: contrastOf(ink, paper) }))
    .filter(({ contrast }) => contrast < 4.5)
    .map(({ ink, paper, contrast }) => `${ink} on ${paper}: ${contrast.toFixed(2)}`)
}
