import type { Section } from '#contract/call.ts'
import type { Status } from '#contract/span.ts'
import type { ReadableDatabase } from './database.ts'

/** A tool-call id where a call mentions it first. */
export interface ToolMention {
  readonly toolCallId: string
  readonly spanId: string
  readonly startNs: number
  readonly section: Section
  readonly isResult: boolean
  readonly blockKey: number
  readonly isError: boolean
}

export interface ToolSpan {
  readonly toolCallId: string
  readonly spanId: string
  readonly startNs: number
  readonly status: Status
  readonly resultKey: number | null
}

interface MentionRow extends Omit<ToolMention, 'isResult' | 'isError'> {
  readonly isResult: number
  readonly isError: number
}

export function createToolRunQueries(db: ReadableDatabase) {
  const mentions = db.prepare<[number], MentionRow>(/* sql */ `
    select item.tool_call_id as toolCallId, lower(hex(span_id)) as spanId, start_ns as startNs, section,
      blocks.kind = 'tool-result' as isResult, block_key as blockKey, is_error as isError
    from calls join spans using (span_key) join block_list_items as item using (list_key)
      join blocks using (block_key)
    where calls.run_key = ? and item.tool_call_id is not null order by start_ns, position
  `)
  const spans = db.prepare<[number], ToolSpan>(/* sql */ `
    select tool_call_id as toolCallId, lower(hex(span_id)) as spanId, start_ns as startNs, status,
      result_key as resultKey
    from spans join tool_io using (span_key) where run_key = ? and tool_call_id is not null order by start_ns
  `)
  const startOf = db.prepare<[number], number>('select start_ns from spans where span_key = ?').pluck()

  return {
    startOf: (spanKey: number) => startOf.get(spanKey) ?? 0,
    mentionsIn: (runKey: number): ToolMention[] =>
      mentions.all(runKey).map(row => ({ ...row, isResult: row.isResult === 1, isError: row.isError === 1 })),
    spansOf: (runKey: number): ToolSpan[] => spans.all(runKey),
  }
}
