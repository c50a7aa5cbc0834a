import type { CallBlock } from '#contract/call.ts'
import { formatNumberOf } from '../../../format/format-count.ts'
import { useCallScope } from './call-scope.ts'
import styles from './facts.module.css'
import { sumTokens } from './read-facts.ts'
import { StepLink } from './step-link.tsx'
import { tokensText } from './tokens-text.ts'

interface BlockFactsProps {
  readonly blocks: readonly CallBlock[]
  /** Left out where a link beside it says the same. */
  readonly hidesSource?: boolean
}

/** What is known of the blocks together: tokens, since when they are sent, and where they came from. */
export function BlockFactsLine({ blocks, hidesSource = false }: BlockFactsProps) {
  const { factsOf } = useCallScope()
  const facts = blocks.map(factsOf)
  const tokens = tokensText(sumTokens(facts))
  const oldest = facts.reduce((age, each) => Math.max(age, each?.ageCalls ?? 0), 0)
  const since = facts.find(each => each?.ageCalls === oldest)?.sinceSpanId ?? null
  const source = facts.find(each => each?.sourceSpanId != null)?.sourceSpanId ?? null
  return (
    <span className={styles.facts}>
      {tokens !== undefined && <span>{tokens}</span>}
      {since !== null && (
        <span>
          <StepLink word="sent since" spanId={since} /> · {formatNumberOf(oldest, 'call')} ago
        </span>
      )}
      {!hidesSource && source !== null && <StepLink word="came from" spanId={source} />}
    </span>
  )
}
