import type { ModelChoice, ModelServer } from '#contract/replay.ts'
import { isJsonObject, parseJson } from '../../base/json.ts'
import { objectsField, textField } from '../../base/json-field.ts'
import type { KeyRing } from '../../key-ring/key-ring.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import { listedModels } from '../../pricing/model-facts.ts'
import { type Provider, type ProviderBook, rootName } from '../../replay/known-providers.ts'
import { keyPlaceOf } from './destinations.ts'

const SERVER_WAIT_MS = 1500

interface ModelParts {
  readonly book: ProviderBook
  readonly keys: KeyRing
  readonly outbound: Outbound
}

/** What can be asked: models of providers with a key, by the price list, and those that servers on this machine have. */
export async function listModels(parts: ModelParts, askServers: boolean) {
  const locals = askServers ? parts.book.all().filter(({ isLocal }) => isLocal) : []
  const answers = await Promise.all(locals.map(provider => askServer(provider, parts.outbound)))
  const hosted = parts.book.all().filter(({ isLocal, name }) => !isLocal && name === rootName(name))
  const models = hosted.flatMap(provider => {
    const hasKey = parts.keys.find(keyPlaceOf(provider)).state === 'found'
    return listedModels(provider.name).map(
      ({ model, contextTokens }): ModelChoice => ({
        provider: provider.name,
        model,
        isLocal: false,
        source: 'price-list',
        hasKey,
        contextTokens: contextTokens ?? null,
      }),
    )
  })
  return {
    models: [...answers.flatMap(answer => answer.models), ...models.toSorted(byKey)],
    servers: answers.map(({ server }) => server),
  }
}

function byKey(left: ModelChoice, right: ModelChoice): number {
  return Number(right.hasKey) - Number(left.hasKey)
}

async function askServer(
  { name, address }: Provider,
  outbound: Outbound,
): Promise<{ readonly models: ModelChoice[]; readonly server: ModelServer }> {
  const permit = outbound.permit({ why: `which models ${name} has`, origins: [new URL(address).origin] })
  try {
    const response = await permit.fetch(`${address}/models`, { signal: AbortSignal.timeout(SERVER_WAIT_MS) })
    const body = parseJson(await response.text())
    const ids = isJsonObject(body)
      ? objectsField(body, 'data').flatMap(entry => textField(entry, 'id') ?? [])
      : []
    const models = ids.map(
      (model): ModelChoice => ({
        provider: name,
        model,
        isLocal: true,
        source: 'server',
        hasKey: true,
        contextTokens: null,
      }),
    )
    const isServer = response.ok && ids.length > 0
    return {
      models,
      server: { provider: name, address, state: isServer ? 'answers' : 'silent', models: ids.length },
    }
  } catch {
    return { models: [], server: { provider: name, address, state: 'silent', models: 0 } }
  } finally {
    permit.close()
  }
}
