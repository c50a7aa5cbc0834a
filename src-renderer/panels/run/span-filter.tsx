import { type Ref, useMemo } from 'react'
import { spanFields } from '#contract/filter/field.ts'
import { parseFilter } from '#contract/filter/parse-filter.ts'
import type { SpanSummary } from '#contract/span.ts'
import { filterSpans, useSpanRowsView } from '../../state/span-rows-view.ts'
import type { SpanTree } from '../../tree/build-span-tree.ts'
import { FilterField } from '../../widgets/filter-field.tsx'
import type { KnownValue } from '../../widgets/suggest-filter.ts'

interface SpanFilterProps {
  readonly tree: SpanTree
  readonly field: Ref<HTMLInputElement>
}

/** The same grammar as for runs, over the spans of this one. */
export function SpanFilter({ tree, field }: SpanFilterProps) {
  const filter = useSpanRowsView(view => view.filter)
  const knowledge = useMemo(
    () => ({ fields: spanFields, valuesOf: (name: string) => countValues(tree, READERS[name]) }),
    [tree],
  )
  return (
    <FilterField
      label="Filter the spans"
      value={filter}
      onChange={filterSpans}
      knowledge={knowledge}
      keys="f"
      field={field}
    />
  )
}

/** Whether it chooses anything: what cannot be read whole hides nothing. */
export function isReadable(filter: string): boolean {
  const { terms, problems } = parseFilter(filter, spanFields, Date.now())
  return terms.length > 0 && problems.length === 0
}

type Reader = (span: SpanSummary) => string | null

const READERS: Readonly<Record<string, Reader>> = {
  kind: span => span.kind,
  status: span => span.status,
  name: span => span.name,
  model: span => span.model,
  tool: span => span.toolName,
  agent: span => span.agentName,
}

function countValues(tree: SpanTree, read: Reader | undefined): readonly KnownValue[] {
  if (read === undefined) return []
  const counts = new Map<string, number>()
  for (const span of tree.spans.values()) {
    const value = read(span)
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((left, right) => right.count - left.count)
}
