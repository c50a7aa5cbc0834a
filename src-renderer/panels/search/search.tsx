import { useEffect, useRef, useState } from 'react'
import type { SearchHit } from '#contract/search.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, placeOfRun, showInstead } from '../../state/location.ts'
import { Button } from '../../widgets/button.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { SearchField } from '../../widgets/search-field.tsx'
import { HitView } from './hit-view.tsx'
import styles from './search.module.css'
import { useSearch } from './use-search.ts'

/** Words in every recorded prompt, answer and tool result. */
export function Search({ text }: { readonly text: string }) {
  const { hits, next, hint, waiting, failure, isSearching, searchMore } = useSearch(text)
  const [selected, setSelected] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLOListElement>(null)

  useEffect(() => {
    document.title = 'Search – Runback'
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question begins at its first answer
  useEffect(() => setSelected(0), [text])

  function move(to: number): void {
    const index = Math.max(0, Math.min(hits.length - 1, to))
    setSelected(index)
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }

  function open(hit: SearchHit | undefined): void {
    if (hit !== undefined) goTo(placeOfRun(hit.runId, hit.spanId))
  }

  useKeys('Search', [
    {
      keys: ['/'],
      label: 'Search for something else',
      hint: { keys: ['/'], label: 'Search' },
      run: () => field.current?.select(),
    },
    {
      keys: ['j'],
      label: 'Next hit',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(selected + 1),
    },
    { keys: ['k'], label: 'Previous hit', run: () => move(selected - 1) },
    { keys: ['ArrowDown'], label: 'Next hit', worksInFields: true, run: () => move(selected + 1) },
    { keys: ['ArrowUp'], label: 'Previous hit', worksInFields: true, run: () => move(selected - 1) },
    {
      keys: ['Enter'],
      label: 'Open at the span',
      hint: { keys: ['Enter'], label: 'Open' },
      worksInFields: true,
      run: () => open(hits[selected]),
    },
    { keys: ['Escape'], label: 'Back', run: () => window.history.back() },
  ])

  return (
    <main className={styles.panel} aria-label="Search">
      <div className={styles.column}>
        <h1 className={styles.title}>Search</h1>
        <div className={styles.field}>
          <SearchField
            label="Words, “an exact phrase”, or a beginn*"
            value={text}
            onChange={value => showInstead({ view: 'search', text: value })}
            field={field}
            hasFocusFirst
          />
        </div>
        <p className={styles.state} role="status">
          {failure ?? describeHits(text, hits.length, next !== null, isSearching)}
          {waiting > 0 && ` ${formatNumberOf(waiting, 'block')} not searchable yet.`}
          {hint !== null && ` ${hint}`}
        </p>
        {hits.length > 0 && (
          <ol ref={list} className={styles.hits} aria-label="Hits">
            {hits.map((hit, index) => (
              <HitView
                key={`${hit.blockId}-${hit.spanId}`}
                hit={hit}
                isSelected={index === selected}
                onOpen={() => open(hit)}
              />
            ))}
          </ol>
        )}
        {next !== null && <Button onClick={() => void searchMore()}>More hits</Button>}
        {text.trim() === '' && (
          <Notice icon="search" title="Search what was said">
            Every distinct prompt, answer and tool result is found once, where it first appeared.
          </Notice>
        )}
      </div>
    </main>
  )
}

function describeHits(text: string, count: number, hasMore: boolean, isSearching: boolean): string {
  if (text.trim() === '') return ''
  if (isSearching) return 'Searching…'
  if (count === 0) return 'Nothing found.'
  return `${hasMore ? 'The first ' : ''}${formatCount(count)} ${count === 1 ? 'hit' : 'hits'}.`
}
