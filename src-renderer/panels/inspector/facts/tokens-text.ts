import type { Total } from '#contract/figure.ts'
import { formatCount } from '../../../format/format-count.ts'

/** "41,203 tokens (estimated)", with "≥" where parts are missing; undefined when nothing is known. */
export function tokensText({ sum, missing }: Total): string | undefined {
  if (sum.confidence === 'unknown') return undefined
  const sure = sum.confidence === 'estimated' ? ' (estimated)' : ''
  return `${missing > 0 ? '≥ ' : ''}${formatCount(sum.value)} ${sum.value === 1 ? 'token' : 'tokens'}${sure}`
}
