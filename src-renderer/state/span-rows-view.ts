import { create } from 'zustand'

interface SpanRowsView {
  readonly runId: string
  readonly collapsed: ReadonlySet<string>
  readonly filter: string
  /** What comes in waits. */
  readonly isFrozen: boolean
}

/** How the spans of the run on screen are folded and filtered. */
export const useSpanRowsView = create<SpanRowsView>()(() => ({
  runId: '',
  collapsed: new Set(),
  filter: '',
  isFrozen: false,
}))

export function beginRun(runId: string): void {
  if (useSpanRowsView.getState().runId === runId) return
  useSpanRowsView.setState({ runId, collapsed: new Set(), filter: '', isFrozen: false })
}

export function collapse(spanIds: readonly string[]): void {
  useSpanRowsView.setState(({ collapsed }) => ({ collapsed: new Set([...collapsed, ...spanIds]) }))
}

export function expand(spanIds: readonly string[]): void {
  useSpanRowsView.setState(view => {
    if (!spanIds.some(spanId => view.collapsed.has(spanId))) return view
    const rest = new Set(view.collapsed)
    for (const spanId of spanIds) rest.delete(spanId)
    return { collapsed: rest }
  })
}

export function expandAll(): void {
  useSpanRowsView.setState({ collapsed: new Set() })
}

export function filterSpans(filter: string): void {
  useSpanRowsView.setState({ filter })
}

export function toggleFrozen(): void {
  useSpanRowsView.setState(({ isFrozen }) => ({ isFrozen: !isFrozen }))
}
