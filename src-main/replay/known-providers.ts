/** How a provider is spoken to. */
export type Dialect = 'openai' | 'openai-responses' | 'anthropic' | 'google' | 'openai-compatible'

export interface Provider {
  /** As in recordings and price lists. */
  readonly name: string
  readonly dialect: Dialect
  readonly address: string
  /** Variables of the environment that may hold its key. */
  readonly variables: readonly string[]
  /** Runs on this machine and takes no key. */
  readonly isLocal: boolean
  /** Whether the address is the provider's own, and not one that the user put in its place. */
  readonly isOwnAddress: boolean
}

type Known = Omit<Provider, 'isOwnAddress'>

const hosted = (name: string, dialect: Dialect, address: string, ...variables: string[]): Known => ({
  name,
  dialect,
  address,
  variables,
  isLocal: false,
})
const local = (name: string, port: number): Known => ({
  name,
  dialect: 'openai-compatible',
  address: `http://127.0.0.1:${port}/v1`,
  variables: [],
  isLocal: true,
})

const KNOWN: readonly Known[] = [
  hosted('openai', 'openai-responses', 'https://api.openai.com/v1', 'OPENAI_API_KEY'),
  hosted('openai.chat', 'openai', 'https://api.openai.com/v1', 'OPENAI_API_KEY'),
  hosted('anthropic', 'anthropic', 'https://api.anthropic.com/v1', 'ANTHROPIC_API_KEY'),
  hosted(
    'google.gemini',
    'google',
    'https://generativelanguage.googleapis.com/v1beta',
    'GEMINI_API_KEY',
    'GOOGLE_API_KEY',
    'GOOGLE_GENERATIVE_AI_API_KEY',
  ),
  hosted('openrouter', 'openai-compatible', 'https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'),
  hosted('groq', 'openai-compatible', 'https://api.groq.com/openai/v1', 'GROQ_API_KEY'),
  hosted('mistral', 'openai-compatible', 'https://api.mistral.ai/v1', 'MISTRAL_API_KEY'),
  hosted('deepseek', 'openai-compatible', 'https://api.deepseek.com/v1', 'DEEPSEEK_API_KEY'),
  hosted('xai', 'openai-compatible', 'https://api.x.ai/v1', 'XAI_API_KEY'),
  local('ollama', 11_434),
  local('lmstudio', 1234),
  local('vllm', 8000),
  local('llama.cpp', 8080),
]

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['openai.responses', 'openai'],
  ['google', 'google.gemini'],
  ['gemini', 'google.gemini'],
  ['lm-studio', 'lmstudio'],
  ['llamacpp', 'llama.cpp'],
])

export interface ProviderBook {
  /** By name, alias or address; undefined when Runback does not know how to reach it. */
  find(name: string): Provider | undefined
  all(): readonly Provider[]
}

/** The providers Runback can ask, with the addresses that the user put in place of theirs. */
export function providerBook(addresses: Readonly<Record<string, string>>): ProviderBook {
  const known = KNOWN.map((provider): Provider => {
    const own = addresses[provider.name] ?? addresses[rootName(provider.name)]
    return { ...provider, address: own ?? provider.address, isOwnAddress: own === undefined }
  })
  const added = Object.entries(addresses)
    .filter(([name]) => !KNOWN.some(provider => provider.name === (ALIASES.get(name) ?? name)))
    .map(([name, address]) => compatible(name, address))
  const all = [...known, ...added]
  return {
    all: () => all,
    find(name) {
      if (/^https?:\/\//.test(name)) return addressIn(name)
      const wanted = ALIASES.get(name.toLowerCase()) ?? name.toLowerCase()
      return all.find(provider => provider.name.toLowerCase() === wanted)
    },
  }
}

/** Both ways to speak to one provider share its address and its key. */
export function rootName(name: string): string {
  return name === 'openai.chat' ? 'openai' : name
}

function compatible(name: string, address: string): Provider {
  const isLocal = isLoopback(address)
  return { name, dialect: 'openai-compatible', address, variables: [], isLocal, isOwnAddress: true }
}

function addressIn(text: string): Provider | undefined {
  if (!URL.canParse(text)) return undefined
  return compatible('openai-compatible', text.replace(/\/+$/, ''))
}

export function isLoopback(address: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/i.test(address)
}
