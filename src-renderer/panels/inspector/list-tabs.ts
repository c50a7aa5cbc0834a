import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import type { Tab } from '../../widgets/tab.ts'

export type InspectorTab = 'conversation' | 'tool' | 'usage' | 'error' | 'attributes' | 'events'

/** The tabs that have something to say about this span, the most telling first. */
export function listTabs(span: SpanSummary, detail: SpanDetail | undefined): Tab<InspectorTab>[] {
  const isCall = detail === undefined ? span.kind === 'llm' : detail.hasCall
  const isTool = detail === undefined ? span.kind === 'tool' : detail.tool !== null
  const eventCount = (detail?.events.length ?? 0) + (detail?.logTotal ?? 0) + (detail?.links.length ?? 0)
  return [
    ...(span.status === 'error' ? [{ id: 'error', label: 'Error' } as const] : []),
    ...(isCall ? [{ id: 'conversation', label: 'Conversation' } as const] : []),
    ...(isTool ? [{ id: 'tool', label: 'Tool' } as const] : []),
    ...(isCall ? [{ id: 'usage', label: 'Tokens & cost' } as const] : []),
    { id: 'attributes', label: 'Attributes', ...badge(detail?.attributes.length ?? 0) },
    { id: 'events', label: 'Events & links', ...badge(eventCount) },
  ]
}

function badge(count: number): { readonly badge?: string } {
  return count === 0 ? {} : { badge: String(count) }
}
