import type { Call } from '#contract/call.ts'
import { ProblemError } from '#contract/problems.ts'
import type { ReplayChoices } from '#contract/replay.ts'
import type { KeyRing } from '../../key-ring/key-ring.ts'
import type { Outbound, Permit } from '../../outbound/outbound.ts'
import type { UserPrices } from '../../pricing/user-prices.ts'
import { type ProviderBook, rootName } from '../../replay/known-providers.ts'
import type { Asked } from '../../replay/replay-parts.ts'
import { keyPlaceOf, priceUsage, type Route, routeOf, takesKey } from './destinations.ts'

interface AskerParts {
  readonly choices: ReplayChoices
  readonly replayId: string
  readonly outbound: Outbound
  readonly book: ProviderBook
  readonly keys: KeyRing
  readonly prices: UserPrices
}

/** The models of one replay. Each provider has a permit for its own address, which ends with the replay. */
export function createAskers({ choices, replayId, outbound, book, keys, prices }: AskerParts) {
  const permits = new Map<string, Permit>()
  const asked = new Map<string, Asked>()

  function permitFor({ provider, model }: Route): Permit {
    const { origin } = keyPlaceOf(provider)
    const why = `replay ${replayId} of run ${choices.runId.slice(0, 8)} with ${model}`
    const permit = permits.get(`${origin} ${model}`) ?? outbound.permit({ why, origins: [origin] })
    permits.set(`${origin} ${model}`, permit)
    return permit
  }

  async function create(route: Route): Promise<Asked> {
    const { provider, model } = route
    // The libraries of the providers are large, and few starts of the program need them.
    const [{ createModel }, { askModel }] = await Promise.all([
      import('../../replay/providers/create-model.ts'),
      import('../../replay/providers/ask-model.ts'),
    ])
    const place = keyPlaceOf(provider)
    const key = () => {
      const found = takesKey(provider) ? keys.find(place) : undefined
      if (found?.state === 'missing') throw new ProblemError({ code: 'refused', reason: found.reason })
      return found?.key
    }
    return {
      provider: rootName(provider.name),
      model,
      ask: askModel(createModel(provider, model, { fetch: permitFor(route).fetch, key }), provider.dialect),
      price: usage => priceUsage(route, usage, prices),
    }
  }

  return {
    async askedFor(call: Call): Promise<Asked> {
      const route = routeOf(call, choices, book)
      if (route === undefined || typeof route === 'string') {
        throw new ProblemError({ code: 'refused', reason: `Nobody can be asked for ${call.requestModel}.` })
      }
      const name = `${route.provider.name} ${route.model}`
      const known = asked.get(name) ?? (await create(route))
      asked.set(name, known)
      return known
    },
    close(): void {
      for (const permit of permits.values()) permit.close()
    },
  }
}
