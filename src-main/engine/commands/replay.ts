import { ProblemError } from '#contract/problems.ts'
import { type Provider, providerBook, rootName } from '../../replay/known-providers.ts'
import type { EngineParts } from '../engine-parts.ts'
import { keyPlaceOf, takesKey } from '../replay/destinations.ts'
import { listModels } from '../replay/list-models.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'

export const replayCommands: CommandHandlersOf<
  | 'replay.plan'
  | 'replay.start'
  | 'replay.list'
  | 'replay.get'
  | 'replay.approve'
  | 'replay.pause'
  | 'replay.resume'
  | 'replay.stop'
  | 'models.list'
  | 'outbound.list'
  | 'keys.list'
  | 'keys.set'
  | 'keys.remove'
> = {
  'replay.plan': ({ replays }, choices) => replays.plan(choices),
  'replay.start': ({ replays }, { ask, ...choices }) => replays.start(choices, ask),
  'replay.list': async ({ replays }) => ({ replays: replays.list() }),
  'replay.get': async ({ replays }, { replayId }) => replays.get(replayId).snapshot(),
  'replay.approve': async ({ replays }, { replayId }) =>
    after(replays.get(replayId), handle => handle.begin()),
  'replay.pause': async ({ replays }, { replayId }) => after(replays.get(replayId), handle => handle.pause()),
  'replay.resume': async ({ replays }, { replayId }) =>
    after(replays.get(replayId), handle => handle.resume()),
  'replay.stop': async ({ replays }, { replayId }) => after(replays.get(replayId), handle => handle.stop()),
  'models.list': async (parts, { ask }) =>
    listModels({ book: await bookOf(parts), keys: parts.keys, outbound: parts.outbound }, ask),
  'outbound.list': async ({ outbound }) => ({ connections: [...outbound.connections()] }),
  'keys.list': async parts => {
    const places = (await bookOf(parts)).all().filter(takesKey).map(keyPlaceOf)
    return { keys: parts.keys.list([...new Map(places.map(place => [place.provider, place])).values()]) }
  },
  async 'keys.set'(parts, { provider, key }) {
    const told = parts.keys.set(keyPlaceOf(await findProvider(parts, provider)), key)
    parts.announcements.announce({ type: 'settings-changed' })
    return told
  },
  async 'keys.remove'(parts, { provider }) {
    const found = (await bookOf(parts)).find(provider)
    const removed = parts.keys.remove(rootName(found?.name ?? provider))
    parts.announcements.announce({ type: 'settings-changed' })
    return { removed }
  },
}

type Handle = ReturnType<EngineParts['replays']['get']>

function after(handle: Handle, change: (handle: Handle) => void) {
  change(handle)
  return handle.snapshot()
}

async function bookOf({ queries }: Pick<EngineParts, 'queries'>) {
  const { providerAddresses } = await queries.query('settings.get', {})
  return providerBook(providerAddresses)
}

async function findProvider(parts: Pick<EngineParts, 'queries'>, name: string): Promise<Provider> {
  const book = await bookOf(parts)
  const provider = book.find(name)
  if (provider !== undefined && takesKey(provider)) return provider
  const known = book
    .all()
    .filter(takesKey)
    .map(each => rootName(each.name))
  const issue = `${name} is no provider that takes a key here; those are ${[...new Set(known)].join(', ')}`
  throw new ProblemError({ code: 'bad-request', issues: [issue] })
}
