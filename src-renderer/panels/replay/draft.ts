import type { ParamsOf } from '#contract/operations.ts'
import type { ReplayFlow, ReplayMode } from '#contract/replay.ts'

/** Which steps are live. */
export type Extent = 'all' | 'from' | 'only'

/** What is typed and chosen in the dialog. */
export interface Draft {
  readonly provider: string
  readonly model: string
  readonly mode: ReplayMode
  readonly flow: ReplayFlow
  readonly extent: Extent
  readonly temperature: string
  readonly maxTokens: string
  readonly budget: string
  /** Null leaves the recorded ones. */
  readonly system: string | null
  readonly stepModes: Readonly<Record<string, 'live' | 'mocked'>>
}

export function newDraft(spanId: string | undefined): Draft {
  return {
    provider: '',
    model: '',
    mode: 'live',
    flow: 'independent',
    extent: spanId === undefined ? 'all' : 'only',
    temperature: '',
    maxTokens: '',
    budget: '',
    system: null,
    stepModes: {},
  }
}

/** The draft as the engine takes it; a number that is none is left out. */
export function toChoices(draft: Draft, runId: string, spanId: string | undefined): ParamsOf<'replay.plan'> {
  const { provider, model, mode, flow, extent, temperature, maxTokens, budget, system, stepModes } = draft
  const values = {
    provider: provider.trim() || undefined,
    model: model.trim() || undefined,
    temperature: toNumber(temperature, 0, 2),
    maxTokens: toNumber(maxTokens, 1, 1_000_000),
    budget: toNumber(budget, 0.000001, 1_000_000),
    system: system ?? undefined,
    from: extent === 'from' ? spanId : undefined,
    step: extent === 'only' ? spanId : undefined,
    stepModes: Object.keys(stepModes).length === 0 ? undefined : stepModes,
  }
  const said = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
  return { runId, mode, flow, ...said }
}

function toNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text)
  return text.trim() === '' || !Number.isFinite(value) || value < least || value > most ? undefined : value
}
