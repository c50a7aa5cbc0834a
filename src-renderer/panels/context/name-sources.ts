import type { ContextBlock, RunContext } from '#contract/context.ts'
import type { SpanSummary } from '#contract/span.ts'

/** The colours of the map. Tools beyond the fifth share one. */
export const SOURCES = [
  'system',
  'tools',
  'user',
  'assistant',
  'reasoning',
  'tool-1',
  'tool-2',
  'tool-3',
  'tool-4',
  'tool-5',
  'other',
] as const
export type Source = (typeof SOURCES)[number]

export interface Sources {
  readonly of: (block: number) => Source
  /** What the map has of each, the tools with most first. */
  readonly legend: readonly { readonly source: Source; readonly label: string }[]
}

const LABELS: Readonly<Partial<Record<Source, string>>> = {
  system: 'system',
  tools: 'tool definitions',
  user: 'user',
  assistant: 'assistant',
  reasoning: 'reasoning',
}
const TOOL_SOURCES = SOURCES.filter(source => source.startsWith('tool-'))

/** Where each block comes from: its section, who said it, or which tool gave it. */
export function nameSources(
  { blocks }: RunContext,
  spanOf: (spanId: string) => SpanSummary | undefined,
  heightOf: (block: number) => number,
): Sources {
  const toolOf = (block: ContextBlock) => toolNameOf(block, spanOf)
  const heights = new Map<string, number>()
  for (const [index, block] of blocks.entries()) {
    if (plainSourceOf(block) !== undefined) continue
    heights.set(toolOf(block), (heights.get(toolOf(block)) ?? 0) + heightOf(index) * block.calls)
  }
  const tools = [...heights].sort(([, a], [, b]) => b - a).map(([name]) => name)
  const sourceOfTool = new Map(tools.map((name, rank) => [name, TOOL_SOURCES[rank] ?? 'other']))
  const sources = blocks.map(block => plainSourceOf(block) ?? sourceOfTool.get(toolOf(block)) ?? 'other')
  const labels = new Map<Source, string>(
    tools.map(name => [sourceOfTool.get(name) ?? 'other', `\`${name}\``] as const),
  )
  if (tools.length > TOOL_SOURCES.length) labels.set('other', 'other tools')
  const present = new Set(sources)
  return {
    of: block => sources[block] ?? 'other',
    legend: SOURCES.filter(source => present.has(source)).map(source => ({
      source,
      label: LABELS[source] ?? labels.get(source) ?? 'other',
    })),
  }
}

export function toolNameOf(
  { name, sourceSpanId }: ContextBlock,
  spanOf: (spanId: string) => SpanSummary | undefined,
): string {
  return name ?? spanOf(sourceSpanId ?? '')?.toolName ?? 'a tool'
}

function plainSourceOf({ section, kind, role }: ContextBlock): Source | undefined {
  if (section === 'system' || section === 'tools') return section
  if (kind === 'tool-definition') return 'tools'
  if (kind === 'tool-result') return undefined
  if (kind === 'reasoning') return 'reasoning'
  if (role === 'system' || role === 'developer') return 'system'
  return role === 'user' ? 'user' : role === 'assistant' || section === 'output' ? 'assistant' : undefined
}
