import type { CacheBreak, RunContext } from '#contract/context.ts'
import type { SpanSummary } from '#contract/span.ts'
import { expandPrompts, type Prompts } from './expand-prompts.ts'
import { type Changes, findChanges } from './find-changes.ts'
import { type Measures, measureBlocks } from './measure-blocks.ts'
import { nameSources, type Sources } from './name-sources.ts'

/** A run's context and all that is worked out from it as it is needed. */
export interface MapData {
  readonly context: RunContext
  readonly prompts: Prompts
  readonly measures: Measures
  readonly sources: Sources
  readonly changes: Changes
  readonly breaks: ReadonlyMap<number, CacheBreak>
}

export function readMapData(
  context: RunContext,
  spanOf: (spanId: string) => SpanSummary | undefined,
): MapData {
  const prompts = expandPrompts(context)
  const measures = measureBlocks(context)
  return {
    context,
    prompts,
    measures,
    sources: nameSources(context, spanOf, measures.ofBlock),
    changes: findChanges(context, prompts),
    breaks: new Map(context.breaks.map(each => [each.call, each])),
  }
}
