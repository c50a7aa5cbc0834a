import type { SpanSummary } from '#contract/span.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, type Picture, RUNS } from '../../state/location.ts'
import { leavePlayhead, usePlayhead } from '../../state/playhead.ts'
import { collapse, expandAll, toggleFrozen } from '../../state/span-rows-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { findNext, listInOrder } from '../../tree/find-span.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import type { StepThrough } from './use-step-through.ts'

interface RunKeys {
  readonly tree: SpanTree
  readonly rows: readonly SpanRow[]
  readonly selectedId: string | undefined
  readonly select: (spanId: string) => void
  readonly turn: (row: SpanRow) => void
  readonly showAs: (show: Picture) => void
  readonly focusFilter: () => void
  readonly stepThrough: StepThrough
}

const PAGE = 20

export function useRunKeys(keys: RunKeys): void {
  const { tree, rows, selectedId, select, turn, showAs, focusFilter, stepThrough } = keys
  const index = rows.findIndex(row => row.span.spanId === selectedId)
  const row = rows[index]

  function move(to: number): void {
    const target = rows[Math.max(0, Math.min(rows.length - 1, to))]
    if (target !== undefined) select(target.span.spanId)
  }

  function jump(wanted: (span: SpanSummary) => boolean, step: 1 | -1): void {
    const target = findNext(listInOrder(tree), selectedId, wanted, step)
    if (target !== undefined) select(target.spanId)
  }

  function goLeft(): void {
    const parentId = row?.span.parentSpanId ?? ''
    if (row !== undefined && row.below > 0 && !row.isCollapsed) turn(row)
    else if (tree.spans.has(parentId)) select(parentId)
  }

  function goRight(): void {
    if (row?.isCollapsed) turn(row)
    else if (row !== undefined && row.below > 0) move(index + 1)
  }

  useKeys('Run', [
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next span',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(index + 1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous span', run: () => move(index - 1) },
    {
      keys: ['ArrowLeft', 'h'],
      label: 'Collapse, or go to the parent',
      hint: { keys: ['ArrowLeft', 'ArrowRight'], label: 'Fold' },
      run: goLeft,
    },
    { keys: ['ArrowRight', 'l'], label: 'Expand, or go to the first child', run: goRight },
    { keys: ['PageDown'], label: 'A page down', run: () => move(index + PAGE) },
    { keys: ['PageUp'], label: 'A page up', run: () => move(index - PAGE) },
    { keys: ['Home'], label: 'First span', run: () => move(0) },
    { keys: ['End'], label: 'Last span', run: () => move(rows.length - 1) },
    {
      keys: [']'],
      label: 'Next call',
      hint: { keys: ['[', ']'], label: 'Calls' },
      run: () => jump(isCall, 1),
    },
    { keys: ['['], label: 'Previous call', run: () => jump(isCall, -1) },
    { keys: ['e'], label: 'Next error', hint: { keys: ['e'], label: 'Error' }, run: () => jump(isError, 1) },
    { keys: ['E'], label: 'Previous error', run: () => jump(isError, -1) },
    { keys: ['w'], label: 'Waterfall', run: () => showAs('waterfall') },
    { keys: ['g'], label: 'Graph', hint: { keys: ['g'], label: 'Graph' }, run: () => showAs('graph') },
    {
      keys: ['c'],
      label: 'Context map',
      hint: { keys: ['c'], label: 'Context' },
      run: () => showAs('context'),
    },
    { keys: ['f', '/'], label: 'Filter the spans', hint: { keys: ['f'], label: 'Filter' }, run: focusFilter },
    { keys: ['<'], label: 'Collapse all', run: () => collapse(listParents(tree)) },
    { keys: ['>'], label: 'Expand all', run: expandAll },
    {
      keys: ['Space'],
      label: 'Play, or pause',
      hint: { keys: ['Space'], label: 'Play' },
      run: stepThrough.toggle,
    },
    { keys: ['.'], label: 'One step on', run: () => stepThrough.move(1) },
    { keys: [','], label: 'One step back', run: () => stepThrough.move(-1) },
    { keys: ['!'], label: 'Play until the first error', run: stepThrough.playToError },
    { keys: ['$'], label: 'Play until the cost passes a limit', run: focusCostLimit },
    { keys: ['z'], label: 'Freeze the run, or let what came in', run: toggleFrozen },
    { keys: ['Enter'], label: 'Read in the inspector', run: focusInspector },
    { keys: ['Escape', 'Mod+ArrowLeft'], label: 'One step out: the whole run, then the runs', run: leave },
  ])
}

/** Everything that has children, except what stands at the top. */
export function listParents(tree: SpanTree): string[] {
  const roots = new Set(tree.roots.map(span => span.spanId))
  return [...tree.spans.keys()].filter(spanId => !roots.has(spanId) && tree.countBelow(spanId) > 0)
}

function isCall(span: SpanSummary): boolean {
  return span.kind === 'llm'
}

function isError(span: SpanSummary): boolean {
  return span.status === 'error'
}

function leave(): void {
  if (usePlayhead.getState().atNs === null) goTo(RUNS)
  else leavePlayhead()
}

function focusCostLimit(): void {
  document.getElementById('cost-limit')?.focus()
}

function focusInspector(): void {
  document.querySelector<HTMLElement>('[data-inspector-body]')?.focus()
}
