export interface KeyNames {
  has(key: string): boolean
  /** False when none of the names is in the text, in whatever way it is written. Quick. */
  mayBeIn(text: string): boolean
}

const MAX_REMEMBERED = 4096

/** Names as people write them: `apiKey`, `API-Key` and `http.request.header.api_key` all say api key. */
export function createKeyNames(names: readonly string[]): KeyNames {
  const wanted = new Set(names.map(plainName))
  const known = new Map<string, boolean>()
  const anywhere = anywhereExpression([...wanted])
  return {
    has(key) {
      const before = known.get(key)
      if (before !== undefined) return before
      const is = wanted.has(plainName(key)) || wanted.has(plainName(key.slice(key.lastIndexOf('.') + 1)))
      if (known.size < MAX_REMEMBERED) known.set(key, is)
      return is
    },
    mayBeIn: text => anywhere?.test(text) ?? true,
  }
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Undefined when a name has letters that are not one byte each. */
function anywhereExpression(plainNames: readonly string[]): RegExp | undefined {
  if (!plainNames.every(name => /^[a-z0-9]+$/.test(name))) return undefined
  // Whatever is left out of a plain name may stand between its letters.
  return new RegExp(plainNames.map(name => [...name].join('[^a-z0-9]*')).join('|'), 'i')
}
