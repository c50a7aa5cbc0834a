/** Names as people write them: `apiKey`, `API-Key` and `http.request.header.api_key` all say api key. */
export function createKeyNames(names: readonly string[]): { has(key: string): boolean } {
  const wanted = new Set(names.map(plainName))
  const known = new Map<string, boolean>()
  return {
    has(key) {
      const before = known.get(key)
      if (before !== undefined) return before
      const is = wanted.has(plainName(key)) || wanted.has(plainName(key.slice(key.lastIndexOf('.') + 1)))
      if (known.size < MAX_REMEMBERED) known.set(key, is)
      return is
    },
  }
}

const MAX_REMEMBERED = 4096

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
