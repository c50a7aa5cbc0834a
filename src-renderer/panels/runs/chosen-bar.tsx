import { useState } from 'react'
import type { RunSummary } from '#contract/run.ts'
import { discardRuns } from '../../actions/discard-runs.ts'
import { labelRuns } from '../../actions/label-runs.ts'
import { formatCount } from '../../format/format-count.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo } from '../../state/location.ts'
import { unchooseAll } from '../../state/runs-selection.ts'
import { Button, IconButton } from '../../widgets/button.tsx'
import { Kbd } from '../../widgets/kbd.tsx'
import styles from './chosen-bar.module.css'
import { TagRuns } from './tag-runs.tsx'

const MOST_COMPARED = 21

interface ChosenBarProps {
  readonly runs: readonly RunSummary[]
}

/** What can be done with several runs at once. Its keys come before those of a single run. */
export function ChosenBar({ runs }: ChosenBarProps) {
  const [isTagging, setTagging] = useState(false)
  const runIds = runs.map(run => run.runId)
  const isStarred = runs.every(run => run.starred)
  const [left, right, ...others] = runs.toSorted(
    (a, b) => a.startedAt.length - b.startedAt.length || (a.startedAt < b.startedAt ? -1 : 1),
  )
  const mayCompare = runs.length >= 2 && runs.length <= MOST_COMPARED

  /** The earliest is what the others are held against. */
  function compare(): void {
    if (!mayCompare) return
    const pair = { view: 'compare', left: left?.runId, right: right?.runId } as const
    goTo(others.length === 0 ? pair : { ...pair, others: others.map(run => run.runId) })
  }
  function star(): void {
    void labelRuns(runIds, { star: !isStarred })
  }
  function discard(): void {
    unchooseAll()
    void discardRuns(runs)
  }

  useKeys('Chosen runs', [
    { keys: ['c'], label: 'Compare them', run: compare },
    { keys: ['s'], label: isStarred ? 'Take the stars away' : 'Star them', run: star },
    { keys: ['t'], label: 'Tag them', run: () => setTagging(true) },
    { keys: ['Delete'], label: 'Delete them', run: discard },
    { keys: ['Escape'], label: 'Choose none', run: unchooseAll },
  ])

  return (
    <>
      <div className={styles.bar} role="toolbar" aria-label="Chosen runs">
        <span className={styles.count} role="status">
          {formatCount(runs.length)} chosen
        </span>
        <Button
          tone="quiet"
          disabled={!mayCompare}
          data-tip={
            mayCompare ? undefined : `Two runs are compared, or up to ${MOST_COMPARED} with the earliest`
          }
          onClick={compare}
        >
          Compare <Kbd keys="c" />
        </Button>
        <Button tone="quiet" icon="star" onClick={star}>
          {isStarred ? 'Unstar' : 'Star'} <Kbd keys="s" />
        </Button>
        <Button tone="quiet" icon="tag" onClick={() => setTagging(true)}>
          Tag… <Kbd keys="t" />
        </Button>
        <Button tone="quiet" icon="trash" onClick={discard}>
          Delete <Kbd keys="Delete" />
        </Button>
        <IconButton icon="close" label="Choose none" keys="Esc" onClick={unchooseAll} />
      </div>
      {isTagging && <TagRuns runs={runs} onClose={() => setTagging(false)} />}
    </>
  )
}
