import { useEffect, useRef } from 'react'
import type { SpanRow } from '../../tree/list-rows.ts'

/** Brings the selected row into view when the selection moves, not when rows come in. */
export function useFollowSelection(
  rows: readonly SpanRow[],
  selectedId: string | undefined,
  reveal: (index: number) => void,
): void {
  const latest = useRef({ rows, reveal })
  latest.current = { rows, reveal }
  const hasRows = rows.length > 0
  useEffect(() => {
    if (selectedId === undefined || !hasRows) return
    const index = latest.current.rows.findIndex(row => row.span.spanId === selectedId)
    if (index !== -1) latest.current.reveal(index)
  }, [selectedId, hasRows])
}
