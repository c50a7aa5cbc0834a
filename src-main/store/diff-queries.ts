import type { BlockKind, Section, Usage } from '#contract/call.ts'
import { createCallDetailsReader } from './call-details.ts'
import type { ReadableDatabase } from './database.ts'

/** Where a block stands in the list of a call. */
export interface ListItemRow {
  readonly listKey: number
  readonly position: number
  readonly blockKey: number
  readonly blockId: string
  readonly kind: BlockKind
  readonly section: Section
  readonly role: string
  readonly name: string | null
  readonly toolCallId: string | null
}

export interface ListRow {
  readonly listKey: number
  readonly prefixListKey: number | null
  readonly prefixLength: number
}

export interface CallContentRow {
  readonly spanId: string
  readonly listKey: number
  readonly provider: string | null
  readonly requestModel: string | null
  /** JSON, as the store keeps it. */
  readonly parameters: string | null
  readonly usage: Usage
}

interface CallRow extends Omit<CallContentRow, 'usage' | 'parameters'> {
  readonly spanKey: number
}

export interface ToolContentRow {
  readonly spanId: string
  readonly toolCallId: string | null
  readonly argumentsKey: number | null
  readonly resultKey: number | null
}

/** Everything the calls and tools of a run said, by key: one pass a table, however many steps there are. */
export function createDiffQueries(db: ReadableDatabase) {
  const lists = db.prepare<[number], ListRow>(/* sql */ `
    select list_key as listKey, prefix_list_key as prefixListKey, prefix_length as prefixLength
    from block_lists where run_key = ? order by list_key
  `)
  const items = db.prepare<[number], ListItemRow>(/* sql */ `
    select list_key as listKey, position, block_key as blockKey, lower(hex(blocks.hash)) as blockId,
      blocks.kind as kind, section, role, name, tool_call_id as toolCallId
    from block_lists join block_list_items using (list_key) join blocks using (block_key)
    where run_key = ? order by list_key, position
  `)
  const calls = db.prepare<[number], CallRow>(/* sql */ `
    select span_key as spanKey, lower(hex(span_id)) as spanId, list_key as listKey, provider,
      request_model as requestModel
    from calls join spans using (span_key) where calls.run_key = ?
  `)
  const tools = db.prepare<[number], ToolContentRow>(/* sql */ `
    select lower(hex(span_id)) as spanId, tool_call_id as toolCallId, arguments_key as argumentsKey,
      result_key as resultKey
    from spans join tool_io using (span_key) where run_key = ?
  `)
  const sizes = db.prepare<[number], { readonly blockKey: number; readonly size: number }>(/* sql */ `
    select distinct block_key as blockKey, size
    from block_lists join block_list_items using (list_key) join blocks using (block_key) where run_key = ?
  `)
  const readDetails = createCallDetailsReader(db)

  function withDetails({ spanKey, ...row }: CallRow): CallContentRow[] {
    const details = readDetails(spanKey)
    if (details === undefined) return []
    return [{ ...row, parameters: JSON.stringify(details.parameters), usage: details.usage }]
  }

  return {
    /** Bytes of every block that a call of the run carries. */
    sizesOf: (runKey: number) => new Map(sizes.all(runKey).map(({ blockKey, size }) => [blockKey, size])),
    contentsOf: (runKey: number) => ({
      lists: lists.all(runKey),
      items: items.all(runKey),
      calls: calls.all(runKey).flatMap(withDetails),
      tools: tools.all(runKey),
    }),
  }
}

export type RunContents = ReturnType<ReturnType<typeof createDiffQueries>['contentsOf']>
