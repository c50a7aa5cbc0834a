import { useEffect, useRef } from 'react'
import type { SpanRow } from '../../tree/list-rows.ts'

/** Brings the selected row into view when the selection moves, not when rows come in, unless it comes with them. */
export function useFollowSelection(
  rows: readonly SpanRow[],
  selectedId: string | undefined,
  isThere: boolean,
  reveal: (index: number) => void,
): void {
  const latest = useRef({ rows, reveal })
  latest.current = { rows, reveal }
  useEffect(() => {
    if (selectedId === undefined || !isThere) return
    const index = latest.current.rows.findIndex(row => row.span.spanId === selectedId)
    if (index !== -1) latest.current.reveal(index)
  }, [selectedId, isThere])
}
