import type { Call } from '#contract/call.ts'
import type { ReplayConcern } from '#contract/replay.ts'
import type { Destination } from './destination.ts'
import { inputTokensOf } from './estimate-cost.ts'
import type { PromptRequest } from './prompt-request.ts'

/** What is to be said of one step; equal sentences are told once, with all their steps. */
export type ConcernDraft = Omit<ReplayConcern, 'spanIds'> & { readonly spanId?: string | undefined }

export function mergeConcerns(drafts: readonly ConcernDraft[]): ReplayConcern[] {
  const byText = Map.groupBy(drafts, ({ text }) => text)
  const merged = [...byText.values()].flatMap(([first, ...others]): ReplayConcern[] => {
    if (first === undefined) return []
    const { spanId: _spanId, ...concern } = first
    const spanIds = [first, ...others].map(({ spanId }) => spanId).filter(spanId => spanId !== undefined)
    return [{ ...concern, spanIds }]
  })
  return merged.toSorted((a, b) => rank(a) - rank(b))
}

function rank({ effect }: ReplayConcern): number {
  return effect === 'stops' ? 0 : 1
}

/** Whether the provider can be reached at all, with a key and a price. */
export function targetConcerns({ problem, price, model }: Destination, spanId: string): ConcernDraft[] {
  const unpriced = price(1, 0, 1).confidence === 'unknown'
  return [
    ...(problem === undefined ? [] : [{ effect: 'stops', ...problem, spanId } as const]),
    ...(unpriced
      ? [{ effect: 'warns', about: 'price', text: `What ${model} costs is not known here.`, spanId } as const]
      : []),
  ]
}

/** What the price list knows of the model; what nobody here knows is said, too. */
export function modelConcerns(
  call: Call,
  request: PromptRequest,
  { model, facts, target }: Destination,
): ConcernDraft[] {
  const { spanId } = call
  const concerns: ConcernDraft[] = []
  const tokens = inputTokensOf(call)
  const { contextTokens, takesImages } = facts
  const isOther = model !== call.requestModel && model !== call.responseModel
  if (contextTokens !== undefined && tokens > contextTokens) {
    const text = `${model} takes ${contextTokens.toLocaleString('en')} tokens, and prompts of this run are longer.`
    concerns.push({ effect: 'stops', about: 'context', text, spanId })
  }
  if (!isOther) return concerns
  if (contextTokens === undefined && target.isLocal) {
    const text = `How many tokens ${model} takes is not known; a server may cut what is longer without a word.`
    concerns.push({ effect: 'warns', about: 'context', text, spanId })
  }
  const hasMedia = request.messages.some(({ parts }) => parts.some(part => part.kind === 'media'))
  if (hasMedia && takesImages !== true) {
    const text = `Whether ${model} takes images and files is not known here, and prompts of this run hold some.`
    concerns.push({ effect: 'warns', about: 'images', text, spanId })
  }
  if (request.tools.length > 0) {
    const text = `Whether ${model} calls tools is not known here, and prompts of this run offer some.`
    concerns.push({ effect: 'warns', about: 'tools', text, spanId })
  }
  return concerns
}
