import type { Convention } from './convention.ts'
import { genAiKind } from './gen-ai-kind.ts'
import { callMeaning, spanMeaning } from './span-meaning.ts'
import { firstTokenInSeconds } from './time-to-first-token.ts'

const NAME = 'openlit'

/** OpenLIT gives the name of a metric to the time of the first token, in seconds. https://docs.openlit.io */
export const openLit: Convention = {
  name: NAME,
  read(span) {
    const { attributes, origin } = span
    if (!origin.scopeName.startsWith('openlit')) return undefined
    const kind = genAiKind(attributes)
    const timeToFirstTokenNs = firstTokenInSeconds(attributes, 'gen_ai.server.time_to_first_token')
    return spanMeaning(NAME, span, {
      kind,
      call: kind === 'llm' ? callMeaning({ timeToFirstTokenNs }) : undefined,
    })
  },
}
