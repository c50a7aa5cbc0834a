import { MAX_CARRIED_BY } from '#contract/limits.ts'
import type { SearchHit, SearchResult } from '#contract/search.ts'
import type { BlockQueries } from './block-queries.ts'
import type { ReadableDatabase } from './database.ts'
import { readSearchQuery, type SearchQuery } from './search-query.ts'
import { snippetOf } from './snippet.ts'
import { createTextReader } from './text-reader.ts'
import { blockTexts } from './text-source.ts'

const SNIPPET_SOURCE_CHARACTERS = 256 * 1024
/** A system prompt may have come in with every run there is; the first to arrive are compared by their start. */
const COMPARED_PLACES = 64
/** Texts that hold every word of a phrase are read until so many have been: the rest is behind the next cursor. */
const MAX_READ_TEXTS = 2_000

interface PlaceRow {
  readonly runId: string
  readonly runName: string
  readonly spanId: string
  readonly spanName: string
  readonly role: string
}

export function createSearchQueries(db: ReadableDatabase, blocks: BlockQueries) {
  const waiting = db
    .prepare<[], number>(/* sql */ `
      -- Keys have gaps only where blocks were deleted, so this counts without reading what is waiting.
      select max(0, coalesce((select max(block_key) from blocks), 0) - indexed_through) from search_progress
    `)
    .pluck()
  const match = db
    .prepare<[string, number, number], number>(/* sql */ `
      select rowid from search where search match ? and rowid < ? order by rowid desc limit ?
    `)
    .pluck()
  const readText = createTextReader(db, blockTexts)
  const firstPlace = createFirstPlace(db)
  const carriers = createCarriers(db)

  /** The newest blocks with all words, and after which to look for more. */
  function findKeys({ match: words, holds }: SearchQuery, before: number, limit: number) {
    const keys: number[] = []
    let read = 0
    let last: number | null = null
    for (const key of match.iterate(words, before, holds === undefined ? limit + 1 : MAX_READ_TEXTS)) {
      if (keys.length === limit) return { keys, next: last }
      read += 1
      last = key
      if (holds === undefined || holds(readText(key)?.toString() ?? '')) keys.push(key)
    }
    return { keys, next: read === MAX_READ_TEXTS ? last : null }
  }

  function toHit(blockKey: number, words: readonly string[]): SearchHit[] {
    const place = firstPlace(blockKey)
    const block = blocks.byKey(blockKey, SNIPPET_SOURCE_CHARACTERS)
    if (place === undefined || block === undefined) return []
    const { blockId, kind, text } = block
    return [{ ...place, blockId, kind, carriedBy: carriers(blockKey), snippet: snippetOf(text, words) }]
  }

  return {
    waiting: () => waiting.get() ?? 0,
    /** Newest blocks first. */
    search(text: string, limit: number, cursor: string | undefined): SearchResult {
      const query = readSearchQuery(text)
      const end = { hits: [], returned: 0, next: null, waiting: waiting.get() ?? 0 }
      if (query === undefined) return { ...end, hint: 'There is no word in this to search for.' }
      const before = /^\d{1,15}$/.test(cursor ?? '') ? Number(cursor) : Number.MAX_SAFE_INTEGER
      const { keys, next } = findKeys(query, before, limit)
      const hits = keys.flatMap(key => toHit(key, query.words))
      return { ...end, hits, returned: hits.length, next: next === null ? null : String(next), hint: null }
    },
  }
}

/** Where a block came in: the earliest of the first calls that added it, else the tool that took or gave it. */
function createFirstPlace(db: ReadableDatabase) {
  const columns = /* sql */ `
    lower(hex(trace_id)) as runId, runs.name as runName, lower(hex(span_id)) as spanId, spans.name as spanName`
  const inCall = db.prepare<[number, number], PlaceRow>(/* sql */ `
    select ${columns}, role from (
      select span_key, role from block_list_items cross join calls using (list_key)
      where block_key = ? order by list_key limit ?
    ) join spans using (span_key) join runs on runs.run_key = spans.run_key
    order by base_ns + spans.start_ns limit 1
  `)
  const inTool = db.prepare<[number, number, number], PlaceRow>(/* sql */ `
    select ${columns}, 'tool' as role from (
      select span_key from tool_io where arguments_key = ? or result_key = ? limit ?
    ) join spans using (span_key) join runs using (run_key)
    order by base_ns + spans.start_ns limit 1
  `)
  return (blockKey: number): PlaceRow | undefined =>
    inCall.get(blockKey, COMPARED_PLACES) ?? inTool.get(blockKey, blockKey, COMPARED_PLACES)
}

/** How many calls carry a block: those that list it, and those whose list begins with one of these. */
function createCarriers(db: ReadableDatabase) {
  const count = db
    .prepare<{ blockKey: number; limit: number }, number>(/* sql */ `
      with recursive carrying (list_key, position) as (
        select * from (select list_key, min(position) from block_list_items where block_key = @blockKey
          group by list_key limit @limit)
        union
        select block_lists.list_key, position from carrying
        cross join block_lists on prefix_list_key = carrying.list_key and prefix_length > position
        limit @limit
      )
      select count(distinct span_key) from carrying cross join calls using (list_key)
    `)
    .pluck()
  return (blockKey: number): number => count.get({ blockKey, limit: MAX_CARRIED_BY }) ?? 0
}
