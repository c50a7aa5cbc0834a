import { MAX_CARRIED_BY } from '#contract/limits.ts'
import type { SearchHit, SearchResult } from '#contract/search.ts'
import { printableLine } from '../../base/printable-text.ts'

export function searchText({ hits, waiting, hint }: SearchResult): string {
  const lines = hits.map(hitLine)
  return [
    ...(lines.length === 0 ? ['Nothing found.'] : lines),
    ...(hint === null ? [] : [hint]),
    ...(waiting === 0 ? [] : [`${waiting} blocks are not searchable yet.`]),
  ].join('\n')
}

function hitLine(hit: SearchHit): string {
  const { before, match, after } = hit.snippet
  const snippet = printableLine(`${before}«${match}»${after}`, 200)
  return [
    `run ${hit.runId} ${printableLine(hit.runName, 40)}`,
    `span ${hit.spanId} ${printableLine(hit.spanName, 40)}`,
    `${hit.role} ${hit.kind}, in ${hit.carriedBy}${hit.carriedBy < MAX_CARRIED_BY ? '' : '+'} calls`,
    `"${snippet}"`,
  ].join(' · ')
}
