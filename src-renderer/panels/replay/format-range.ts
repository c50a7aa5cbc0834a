import type { CostRange } from '#contract/replay.ts'
import { type FigureText, formatFigure } from '../../format/format-figure.ts'

/** "~$0.01–$0.04", or one figure where there is nothing between the two. */
export function formatRange({ low, high }: CostRange): FigureText {
  if (low.confidence === 'unknown' || high.confidence === 'unknown')
    return formatFigure({ confidence: 'unknown' }, 'dollars')
  const [from, to] = [formatFigure(low, 'dollars'), formatFigure(high, 'dollars')]
  if (low.value === high.value) return to
  const text = `~${from.text.replace('~', '')}–${to.text.replace('~', '')}`
  const explanation = `Between ${from.explanation} and ${to.explanation}: how long the answers are is not known`
  return { text, explanation, isKnown: true }
}
