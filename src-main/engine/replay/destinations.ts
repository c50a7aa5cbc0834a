import type { Call } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import type { ReplayChoices } from '#contract/replay.ts'
import type { KeyPlace, KeyRing } from '../../key-ring/key-ring.ts'
import { modelFacts, providerOfModel } from '../../pricing/model-facts.ts'
import { priceCall } from '../../pricing/price-call.ts'
import { usageVector } from '../../pricing/usage-vector.ts'
import type { UserPrices } from '../../pricing/user-prices.ts'
import type { AnswerUsage } from '../../replay/answer.ts'
import type { Destination } from '../../replay/destination.ts'
import { type Provider, type ProviderBook, rootName } from '../../replay/known-providers.ts'

export interface Route {
  readonly provider: Provider
  readonly model: string
}

/** Where a call goes: as chosen, else where it went when it was recorded. Undefined when neither tells. */
export function routeOf(
  call: Pick<Call, 'provider' | 'requestModel' | 'responseModel'>,
  choices: Pick<ReplayChoices, 'provider' | 'model'>,
  book: ProviderBook,
): Route | string | undefined {
  const model = choices.model ?? call.requestModel ?? call.responseModel
  if (model === null) return undefined
  const [first = '', ...rest] = model.split('/')
  const named = choices.provider === undefined && rest.length > 0 ? book.find(first) : undefined
  if (named !== undefined && named.name !== 'openrouter') return { provider: named, model: rest.join('/') }
  const name = choices.provider ?? guessProvider(call, choices, book) ?? call.provider
  if (name === null || name === undefined) return undefined
  const provider = book.find(name)
  return provider === undefined ? name : { provider, model }
}

/** A model of another name may be another provider's; the recorded one is asked where nothing says so. */
function guessProvider(
  call: Pick<Call, 'provider' | 'requestModel' | 'responseModel'>,
  { model }: Pick<ReplayChoices, 'model'>,
  book: ProviderBook,
): string | undefined {
  if (model === undefined || model === call.requestModel || model === call.responseModel) return undefined
  const guessed = providerOfModel(model)
  return guessed !== undefined && book.find(guessed) !== undefined ? guessed : undefined
}

export function keyPlaceOf({ name, address, variables, isOwnAddress }: Provider): KeyPlace {
  const origin = new URL(address).origin
  return { provider: rootName(name), origin, variables, isOwnOrigin: isOwnAddress }
}

/** Whether it takes a key at all: a server at an address the user typed is asked without one. */
export function takesKey({ isLocal, name }: Provider): boolean {
  return !isLocal && name !== 'openai-compatible'
}

export function priceUsage({ provider, model }: Route, usage: AnswerUsage, prices: UserPrices): Figure {
  const reported = {
    inputTokens: usage.input,
    outputTokens: usage.output,
    cacheReadTokens: usage.cacheRead ?? 0,
    cacheWriteTokens: usage.cacheWrite ?? 0,
    reasoningTokens: usage.reasoning,
    inputIncludesCache: true,
  }
  const name = rootName(provider.name)
  const vector = usageVector(reported, name)
  return priceCall({ provider: name, model, usage: vector, kind: 'llm', atUnixMs: Date.now() }, prices).cost
}

interface DestinationParts {
  readonly book: ProviderBook
  readonly keys: KeyRing
  readonly prices: UserPrices
}

/** Everything a plan wants to know of the place a call would go to. Asks nobody. */
export function destinationOf(
  call: Call,
  choices: ReplayChoices,
  parts: DestinationParts,
): Destination | undefined {
  const route = routeOf(call, choices, parts.book)
  if (route === undefined) return undefined
  if (typeof route === 'string') return unreachable(call, choices, route)
  const { provider, model } = route
  const place = keyPlaceOf(provider)
  const key = takesKey(provider) ? parts.keys.find(place) : undefined
  return {
    target: {
      provider: provider.name,
      model,
      origin: place.origin,
      isLocal: provider.isLocal,
      key: key === undefined ? 'not-needed' : key.state === 'found' ? 'present' : 'missing',
    },
    model,
    problem: key?.state === 'missing' ? { about: 'key', text: key.reason } : undefined,
    isSameMaker: rootName(provider.name) === call.provider,
    facts: modelFacts(rootName(provider.name), model),
    price: (input, cacheRead, output) =>
      priceUsage(route, { input, cacheRead, cacheWrite: 0, output, reasoning: undefined }, parts.prices),
  }
}

function unreachable(call: Call, choices: ReplayChoices, name: string): Destination {
  const model = choices.model ?? call.requestModel ?? ''
  const text = `Runback does not know how to ask ${name}. Choose another provider, or give it an address: runback settings providerAddresses '{"${name}":"https://…/v1"}'.`
  return {
    target: { provider: name, model, origin: '', isLocal: false, key: 'missing' },
    model,
    problem: { about: 'provider', text },
    isSameMaker: true,
    facts: { contextTokens: undefined, takesImages: undefined },
    price: () => ({ confidence: 'unknown' }),
  }
}
