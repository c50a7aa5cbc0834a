import { calcPrice, findProvider } from '@pydantic/genai-prices'
import { listProviderId } from './price-list.ts'

export interface ModelFacts {
  /** How long a prompt may be; undefined where the list does not say. */
  readonly contextTokens: number | undefined
  /** Undefined where nothing in the list tells: it has prices and no abilities. */
  readonly takesImages: boolean | undefined
}

/** What the price list knows of a model besides its price. */
export function modelFacts(provider: string | undefined, model: string): ModelFacts {
  const providerId = listProviderId(provider)
  const found = calcPrice({}, model, providerId === undefined ? {} : { providerId }) ?? undefined
  const hasImagePrice = found !== undefined && found.model_price.input_image_mtok !== undefined
  return {
    contextTokens: found?.model.context_window,
    takesImages: hasImagePrice ? true : undefined,
  }
}

/** Who serves a model of this name, by the list; undefined when it knows none. */
export function providerOfModel(model: string): string | undefined {
  const id = findProvider({ modelId: model })?.id
  return id === 'google' ? 'google.gemini' : id === 'x-ai' ? 'xai' : id
}

/** The models of a provider that the list has prices for. */
export function listedModels(
  provider: string,
): { readonly model: string; readonly contextTokens: number | undefined }[] {
  const providerId = listProviderId(provider)
  const found = providerId === undefined ? undefined : findProvider({ providerId })
  return (found?.models ?? [])
    .filter(({ deprecated }) => deprecated !== true)
    .map(({ id, context_window: contextTokens }) => ({ model: id, contextTokens }))
}
