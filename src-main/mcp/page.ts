import type { OperationName, ResultOf } from '#contract/operations.ts'
import { ROWS_FOR_AGENTS } from './bound-diff.ts'

/** How much of what there is an answer holds. */
export interface Page {
  /** Null where counting all would take longer than answering. */
  readonly total: number | null
  readonly returned: number
  readonly truncated: boolean
  /** Pass as `cursor` to go on. */
  readonly next: string | null
}

type Pages = { readonly [Name in OperationName]?: (result: ResultOf<Name>) => Page }

const pages: Pages = {
  'runs.list': ({ total, returned, next }) => ({ total, returned, truncated: next !== null, next }),
  'runs.get': ({ total, spans }) => ({
    total,
    returned: spans.length,
    truncated: spans.length < total,
    next: null,
  }),
  'calls.get': ({ blocks }) => ({
    total: blocks.length,
    returned: blocks.length,
    truncated: blocks.some(({ block }) => block.isCut),
    next: null,
  }),
  diff: ({ rows }) => {
    const total = rows.filter(row => row.change !== 'same').length
    const returned = Math.min(total, ROWS_FOR_AGENTS)
    return { total, returned, truncated: returned < total, next: null }
  },
  'blocks.get': block => ({ total: 1, returned: 1, truncated: block.isCut, next: null }),
  'metrics.list': ({ total, returned }) => ({ total, returned, truncated: returned < total, next: null }),
  search: ({ returned, next }) => ({ total: null, returned, truncated: next !== null, next }),
}

export function pageOf<Name extends OperationName>(name: Name, result: ResultOf<Name>): Page {
  return pages[name]?.(result) ?? { total: 1, returned: 1, truncated: false, next: null }
}

/** What to do about an answer that a larger limit would not make longer. */
const more: { readonly [Name in OperationName]?: string } = {
  diff: 'spans_get and calls_get show a step of either run; "runback diff A B --format json" tells every row',
}

export function howToGetMore(name: OperationName): string {
  return more[name] ?? 'a larger limit shows more'
}
