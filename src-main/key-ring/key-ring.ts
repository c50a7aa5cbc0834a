import type { ProviderKey } from '#contract/replay.ts'
import { type KeptKey, keyFileIn } from './key-file.ts'
import type { Keychain } from './keychain.ts'

/** Shorter keys would be half given away by their last four characters. */
const LEAST_LENGTH_TO_HINT = 16

/** Who a key is for, and where it may go. */
export interface KeyPlace {
  readonly provider: string
  readonly origin: string
  /** Variables that may hold it, the first that is set counts. */
  readonly variables: readonly string[]
  /** Whether the address is the provider's own: a key of the environment goes nowhere else. */
  readonly isOwnOrigin: boolean
}

export type FoundKey =
  | { readonly state: 'found'; readonly key: string }
  | { readonly state: 'missing'; readonly reason: string }

export interface KeyRing {
  list(places: readonly KeyPlace[]): ProviderKey[]
  set(place: KeyPlace, key: string): ProviderKey
  /** False when none was kept. */
  remove(provider: string): boolean
  /** Read at the moment of sending, and held nowhere. */
  find(place: KeyPlace): FoundKey
}

export interface KeyRingOptions {
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Undefined where there is none, or where it would not protect anything. */
  readonly keychain?: Keychain | undefined
}

export function createKeyRing({ dataDir, environment, keychain }: KeyRingOptions): KeyRing {
  const file = keyFileIn(dataDir)

  function openKept(kept: KeptKey): FoundKey {
    if (kept.keptIn === 'file') return { state: 'found', key: kept.value }
    if (keychain === undefined) return missing(LOCKED(kept.provider))
    try {
      return { state: 'found', key: keychain.decrypt(Buffer.from(kept.value, 'base64')) }
    } catch {
      return missing(LOCKED(kept.provider))
    }
  }

  function fromEnvironment(place: KeyPlace) {
    const name = place.variables.find(variable => (environment[variable] ?? '') !== '')
    const key = name === undefined ? undefined : environment[name]
    return name === undefined || key === undefined ? undefined : { name, key }
  }

  function describe(kept: KeptKey): ProviderKey {
    const { value: _value, ...entry } = kept
    const where =
      kept.keptIn === 'file'
        ? `In ${file.path}, as it is: your user can read it, and so can every program you run.`
        : keychain === undefined
          ? 'In the keychain of the desktop app; this process cannot open it.'
          : `In ${keychain.name}.`
    return { ...entry, about: where }
  }

  return {
    list(places) {
      const kept = file.read().map(describe)
      const known = new Set(kept.map(({ provider }) => provider))
      const told = places.flatMap((place): ProviderKey[] => {
        const found = known.has(place.provider) ? undefined : fromEnvironment(place)
        if (found === undefined) return []
        const about = `In the variable ${found.name} of this process.`
        const { provider, origin } = place
        return [{ provider, origin, lastFour: lastFourOf(found.key), keptIn: 'environment', about }]
      })
      return [...kept, ...told]
    },
    set({ provider, origin }, key) {
      const sealed =
        keychain === undefined ? undefined : Buffer.from(keychain.encrypt(key)).toString('base64')
      const kept: KeptKey = {
        provider,
        origin,
        lastFour: lastFourOf(key),
        keptIn: sealed === undefined ? 'file' : 'keychain',
        value: sealed ?? key,
      }
      file.write([...file.read().filter(other => other.provider !== provider), kept])
      return describe(kept)
    },
    remove(provider) {
      const keys = file.read()
      const rest = keys.filter(kept => kept.provider !== provider)
      if (rest.length < keys.length) file.write(rest)
      return rest.length < keys.length
    },
    find(place) {
      const kept = file.read().find(({ provider }) => provider === place.provider)
      if (kept !== undefined && kept.origin === place.origin) return openKept(kept)
      if (kept !== undefined) {
        return missing(
          `The key of ${kept.provider} was set for ${kept.origin} and is not sent to ${place.origin}. Set it again to allow that.`,
        )
      }
      const told = fromEnvironment(place)
      if (told === undefined) return missing(NO_KEY(place))
      if (place.isOwnOrigin) return { state: 'found', key: told.key }
      return missing(
        `${told.name} is not sent to ${place.origin}. Set a key for it: runback keys set ${place.provider}`,
      )
    },
  }
}

function missing(reason: string): FoundKey {
  return { state: 'missing', reason }
}

const LOCKED = (provider: string) =>
  `The key of ${provider} is in the keychain of the desktop app, which this process cannot open. Replay in the app, or set the key in the environment.`

const NO_KEY = ({ provider, variables: [variable] }: KeyPlace) =>
  `There is no key for ${provider}. Set one with "runback keys set ${provider}"${variable === undefined ? '' : `, in the window, or as ${variable}`}.`

function lastFourOf(key: string): string {
  return key.length < LEAST_LENGTH_TO_HINT ? '' : key.slice(-4)
}
