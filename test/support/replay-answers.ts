import type { ResultOf } from '../../src-main/contract/operations.ts'
import type {
  ProviderKey,
  Replay,
  ReplayFlow,
  ReplayMode,
  ReplayPlan,
} from '../../src-main/contract/replay.ts'

const aReplayId = 'a1b2c3d4e5f60718'
const weatherRunId = 'a1'.repeat(16)
const free = { confidence: 'exact', value: 0 } as const
const cents = (value: number) => ({ confidence: 'estimated', value: value * 10_000_000 }) as const

/** What of the choices a made-up plan follows. */
interface Chosen {
  readonly model?: string | undefined
  readonly mode?: ReplayMode | undefined
  readonly flow?: ReplayFlow | undefined
}

export function aPlan(choices: Chosen = {}): ReplayPlan {
  const model = choices.model ?? 'gpt-5-mini'
  return {
    runId: weatherRunId,
    mode: choices.mode ?? 'live',
    flow: choices.flow ?? 'independent',
    targets: [
      { provider: 'openai', model, origin: 'https://api.openai.com', isLocal: false, key: 'present' },
    ],
    steps: [
      {
        spanId: '02'.repeat(8),
        number: 1,
        kind: 'llm',
        name: 'chat gpt-5-mini',
        source: choices.mode === 'mocked' ? 'mocked' : 'live',
        recordedModel: 'gpt-5-mini',
        model,
        recordedCost: cents(2),
        cost: { low: cents(1), high: cents(4) },
      },
      {
        spanId: '03'.repeat(8),
        number: 2,
        kind: 'tool',
        name: 'get_weather',
        source: 'mocked',
        recordedModel: null,
        model: null,
        recordedCost: { confidence: 'unknown' },
        cost: { low: free, high: free },
      },
    ],
    counts: { live: 1, mocked: 1, hybrid: 0, omitted: 0 },
    cost: { low: cents(1), high: cents(4) },
    costBasis:
      'Recorded prompts at the price of the model, with answers of half to twice the recorded length.',
    concerns: [
      {
        effect: 'warns',
        about: 'tools',
        text: `Whether ${model} calls tools is not known here.`,
        spanIds: ['02'.repeat(8)],
      },
    ],
    canStart: true,
    summary: '1 call live, 1 step from the recording; about ~$0.010 to ~$0.040.',
  }
}

export function aReplay(differences: Partial<Replay> = {}): Replay {
  return {
    replayId: aReplayId,
    runId: weatherRunId,
    resultRunId: 'b1'.repeat(16),
    state: 'done',
    choices: { runId: weatherRunId, mode: 'live', flow: 'independent', model: 'gpt-5-mini', concurrency: 4 },
    steps: [
      {
        recordedSpanId: '02'.repeat(8),
        spanId: '12'.repeat(8),
        kind: 'llm',
        name: 'chat gpt-5-mini',
        state: 'done',
        source: 'live',
        cost: cents(2),
        received: 120,
        note: null,
      },
      {
        recordedSpanId: '03'.repeat(8),
        spanId: '13'.repeat(8),
        kind: 'tool',
        name: 'get_weather',
        state: 'done',
        source: 'mocked',
        cost: free,
        received: 0,
        note: null,
      },
    ],
    done: 2,
    cost: cents(2),
    unknownCosts: 0,
    message: null,
    summary: aPlan().summary,
    startedAt: 1_790_000_000_000,
    endedAt: 1_790_000_004_000,
    ...differences,
  }
}

function aKey(provider: string): ProviderKey {
  return {
    provider,
    lastFour: 'f00d',
    keptIn: 'file',
    origin: 'https://api.openai.com',
    about: 'In a file of your user.',
  }
}

/** What fakes answer about replays and keys. */
export const replayAnswers = {
  'replay.plan': (params: Chosen) => aPlan(params),
  'replay.start': ({ ask }: { readonly ask?: boolean | undefined }) =>
    aReplay(ask ? { state: 'asking', endedAt: null } : {}),
  'replay.list': () => ({ replays: [aReplay()] }),
  'replay.get': () => aReplay(),
  'replay.approve': () => aReplay(),
  'replay.pause': () => aReplay({ state: 'paused', endedAt: null }),
  'replay.resume': () => aReplay({ state: 'running', endedAt: null }),
  'replay.stop': () => aReplay({ state: 'stopped', message: 'Stopped by hand.' }),
  'models.list': (): ResultOf<'models.list'> => ({
    models: [
      {
        provider: 'ollama',
        model: 'llama3',
        isLocal: true,
        source: 'server',
        hasKey: true,
        contextTokens: null,
      },
      {
        provider: 'openai',
        model: 'gpt-5-mini',
        isLocal: false,
        source: 'price-list',
        hasKey: true,
        contextTokens: 400_000,
      },
    ],
    servers: [{ provider: 'ollama', address: 'http://127.0.0.1:11434/v1', state: 'answers', models: 1 }],
  }),
  'outbound.list': (): ResultOf<'outbound.list'> => ({ connections: [] }),
  'keys.list': () => ({ keys: [aKey('openai')] }),
  'keys.set': ({ provider }: { readonly provider: string }) => aKey(provider),
  'keys.remove': () => ({ removed: true }),
}
