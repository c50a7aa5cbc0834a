import { formatNumberOf } from '../../format/format-count.ts'
import { useCallScope } from './facts/call-scope.ts'
import { cacheState, sumTokens } from './facts/read-facts.ts'
import { StepLink } from './facts/step-link.tsx'
import { tokensText } from './facts/tokens-text.ts'
import { Fold } from './fold.tsx'
import { blocksOf, type Part } from './group-conversation.ts'
import { PartView } from './part-view.tsx'

/** All that was sent before, word for word, as one line: how much, since when, and whether it came from a cache. */
export function EarlierBar({ part }: { readonly part: Part }) {
  const { factsOf, call } = useCallScope()
  const blocks = blocksOf(part)
  const facts = blocks.map(factsOf)
  const oldest = facts.reduce((age, each) => Math.max(age, each?.ageCalls ?? 0), 0)
  const since = facts.find(each => each?.ageCalls === oldest)?.sinceSpanId ?? call.previousSpanId
  const cache = cacheState(facts)
  const notes = [tokensText(sumTokens(facts)), cache === 'not told' ? undefined : cache]
  return (
    <section aria-label="Sent before">
      <Fold
        title={titleOf(part)}
        note={notes.filter(note => note !== undefined).join(' · ')}
        aside={since === null ? undefined : <StepLink word="sent before since" spanId={since} />}
        blocks={blocks}
      >
        <PartView part={part} />
      </Fold>
    </section>
  )
}

function titleOf({ messages, tools }: Part): string {
  const told = [
    ...(messages.length > 0 ? [formatNumberOf(messages.length, 'message')] : []),
    ...(tools.length > 0 ? [formatNumberOf(tools.length, 'tool')] : []),
  ]
  return told.join(', ')
}
