import type { OperationName, ResultOf } from '#contract/operations.ts'

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
  'blocks.get': block => ({ total: 1, returned: 1, truncated: block.isCut, next: null }),
  'metrics.list': ({ total, returned }) => ({ total, returned, truncated: returned < total, next: null }),
  search: ({ returned, next }) => ({ total: null, returned, truncated: next !== null, next }),
}

export function pageOf<Name extends OperationName>(name: Name, result: ResultOf<Name>): Page {
  return pages[name]?.(result) ?? { total: 1, returned: 1, truncated: false, next: null }
}
