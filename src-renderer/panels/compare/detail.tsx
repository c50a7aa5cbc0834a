import type { RunDiff } from '#contract/diff.ts'
import { Tabs } from '../../widgets/tabs.tsx'
import styles from './detail.module.css'
import { IgnoreRules } from './ignore-rules.tsx'
import { StepDetail } from './step-detail.tsx'
import { Totals } from './totals.tsx'

export type DetailTab = 'totals' | 'step' | 'ignored'

interface DetailProps {
  readonly diff: RunDiff
  readonly row: number | undefined
  readonly tab: DetailTab
  readonly onTab: (tab: DetailTab) => void
  readonly onSelect: (row: number) => void
  readonly isStrict: boolean
  readonly onStrict: (isStrict: boolean) => void
}

export function Detail({ diff, row, tab, onTab, onSelect, isStrict, onStrict }: DetailProps) {
  const ignoredCount = diff.ignored.reduce((sum, { count }) => sum + count, 0)
  const ignored = { id: 'ignored', label: 'Ignored' } as const
  const tabs = [
    { id: 'totals', label: 'Totals' },
    ...(row === undefined ? [] : [{ id: 'step', label: 'Step' } as const]),
    ignoredCount > 0 ? { ...ignored, badge: ignoredCount } : ignored,
  ] as const
  const shown = tab === 'step' && row === undefined ? 'totals' : tab
  return (
    <section className={styles.detail} aria-label="Details">
      <div className={styles.tabs}>
        <Tabs label="Details" tabs={tabs} selected={shown} onSelect={onTab} controls="compare-detail" />
      </div>
      {/* biome-ignore-start lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys */}
      <div
        id="compare-detail"
        className={styles.body}
        role="tabpanel"
        aria-label={tabs.find(({ id }) => id === shown)?.label}
        data-compare-detail=""
        tabIndex={0}
      >
        {shown === 'totals' && <Totals diff={diff} />}
        {shown === 'step' && row !== undefined && (
          <StepDetail diff={diff} row={row} isStrict={isStrict} onSelect={onSelect} />
        )}
        {shown === 'ignored' && <IgnoreRules diff={diff} isStrict={isStrict} onStrict={onStrict} />}
      </div>
      {/* biome-ignore-end lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys */}
    </section>
  )
}
