import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogleGenerativeAI } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV3 } from '@ai-sdk/provider'
import type { Provider } from '../known-providers.ts'

/** The libraries want a key and would else look for one themselves; the true one is put in when the request leaves. */
const PLACEHOLDER = 'attached-when-sent'

export type Fetch = typeof globalThis.fetch

export interface Connection {
  readonly fetch: Fetch
  /** Asked at the moment of sending; undefined where the provider takes no key. */
  readonly key: () => string | undefined
}

/** A model of the provider, as its library speaks to it. */
export function createModel(provider: Provider, model: string, connection: Connection): LanguageModelV3 {
  const { name, dialect, address: baseURL } = provider
  const settings = { name, baseURL, apiKey: PLACEHOLDER, fetch: withKey(connection) }
  switch (dialect) {
    case 'openai':
      return createOpenAI(settings).chat(model)
    case 'openai-responses':
      return createOpenAI(settings).responses(model)
    case 'anthropic':
      return createAnthropic(settings)(model)
    case 'google':
      return createGoogleGenerativeAI(settings)(model)
    case 'openai-compatible':
      return createOpenAICompatible({ ...settings, includeUsage: true })(model)
  }
}

function withKey({ fetch: send, key }: Connection): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers)
    const secret = key()
    for (const [name, value] of [...headers]) {
      if (!value.includes(PLACEHOLDER)) continue
      if (secret === undefined) headers.delete(name)
      else headers.set(name, value.replace(PLACEHOLDER, secret))
    }
    return send(input, { ...init, headers })
  }
}
