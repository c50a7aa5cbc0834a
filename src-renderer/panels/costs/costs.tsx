import { useEffect, useMemo, useState } from 'react'
import type { CostGroup, CostGrouping } from '#contract/cost.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatDollars, formatFigure, formatTotal } from '../../format/format-figure.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { goTo, showInstead } from '../../state/location.ts'
import { BarChart } from '../../widgets/bar-chart.tsx'
import { Button } from '../../widgets/button.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import { CostTable } from './cost-table.tsx'
import styles from './costs.module.css'
import { listDays } from './list-days.ts'
import { projectMonth } from './project-month.ts'
import { firstDay, RANGES, type RangeId } from './ranges.ts'

const GROUPINGS: readonly { readonly id: CostGrouping; readonly label: string }[] = [
  { id: 'model', label: 'Model' },
  { id: 'provider', label: 'Provider' },
  { id: 'agent', label: 'Agent' },
  { id: 'service', label: 'Service' },
  { id: 'session', label: 'Session' },
  { id: 'day', label: 'Day' },
]
const MOST_GROUPS = 200
const MOST_DAYS = 1000

interface CostsProps {
  readonly range: RangeId
  readonly groupBy: CostGrouping
}

/** What calls cost: by day, by whatever they have in common, and what this month comes to. */
export function Costs({ range, groupBy }: CostsProps) {
  const [now] = useState(() => new Date())
  const from = firstDay(range, now)
  const since = from === undefined ? {} : { from }
  const daily = useOperation('costs.summary', { groupBy: 'day', ...since, limit: MOST_DAYS })
  const grouped = useOperation('costs.summary', { groupBy, ...since, limit: MOST_GROUPS })
  const days = useMemo(() => listDays(daily.value?.groups ?? [], from, now), [daily.value, from, now])
  const [selected, setSelected] = useState(-1)
  const [selectedDay, setSelectedDay] = useState<number>()
  const groups = grouped.value?.groups ?? []
  const show = (next: Partial<CostsProps>) => showInstead({ view: 'costs', range, groupBy, ...next })

  useEffect(() => {
    document.title = 'Costs – Runback'
  }, [])

  function move(to: number): void {
    const index = Math.max(0, Math.min(groups.length - 1, to))
    setSelected(index)
    document.getElementById(`cost-${index}`)?.scrollIntoView({ block: 'nearest' })
  }

  const open =
    groupBy === 'session'
      ? ({ key }: CostGroup) => key !== null && goTo({ view: 'session', sessionId: key })
      : undefined
  useKeys('Costs', [
    {
      keys: ['j', 'ArrowDown'],
      label: 'Next line',
      hint: { keys: ['j', 'k'], label: 'Move' },
      run: () => move(selected + 1),
    },
    { keys: ['k', 'ArrowUp'], label: 'Previous line', run: () => move(selected - 1) },
    {
      keys: ['g'],
      label: 'Group by the next property',
      hint: { keys: ['g'], label: 'Group' },
      run: () => show({ groupBy: nextOf(GROUPINGS, groupBy) }),
    },
    {
      keys: ['r'],
      label: 'Show another range',
      hint: { keys: ['r'], label: 'Range' },
      run: () => show({ range: nextOf(RANGES, range) }),
    },
    {
      keys: ['Enter', 'o'],
      label: 'Open the session',
      run: () => groups[selected] && open?.(groups[selected]),
    },
  ])

  const failure = daily.error ?? grouped.error
  const bars = useMemo(
    () =>
      days.map(({ date, calls, cost }) => ({
        label: date.slice(5),
        value: cost.sum.confidence === 'unknown' ? null : cost.sum.value,
        explanation: `${date}: ${formatTotal(cost, 'dollars').explanation}, ${formatNumberOf(calls, 'call')}`,
      })),
    [days],
  )
  return (
    <main className={styles.panel} aria-label="Costs">
      <div className={styles.toolbar} role="toolbar" aria-label="Costs">
        <h1 className={styles.title}>Costs</h1>
        <Tabs
          label="Range"
          look="boxed"
          tabs={RANGES}
          selected={range}
          onSelect={next => show({ range: next })}
          controls="costs"
        />
        <span className={styles.space} />
        {grouped.value !== undefined && (
          <span className={styles.prices}>
            {grouped.value.prices.name}, {grouped.value.prices.date}
          </span>
        )}
      </div>
      {failure !== undefined && <p className={styles.failure}>{describeFailure(failure)}</p>}
      <div className={styles.scroller} id="costs">
        {grouped.value?.totals.calls === 0 ? (
          <Notice
            icon="info"
            title={range === 'all' ? 'No model call is recorded yet' : 'No model call in these days'}
          >
            {range === 'all' ? (
              'Costs appear with the first call that tells its tokens.'
            ) : (
              <Button onClick={() => show({ range: 'all' })}>Look at all days</Button>
            )}
          </Notice>
        ) : (
          grouped.value !== undefined && (
            <>
              <Cards totals={grouped.value.totals} month={projectMonth(days, now)} />
              <section className={styles.section} aria-label="By day">
                <BarChart
                  label="Cost by day"
                  bars={bars}
                  format={formatDollars}
                  selected={selectedDay}
                  onSelect={setSelectedDay}
                />
              </section>
              <section className={styles.section} aria-label="By group">
                <Tabs
                  label="Group by"
                  tabs={GROUPINGS}
                  selected={groupBy}
                  onSelect={next => show({ groupBy: next })}
                  controls="cost-groups"
                />
                <div id="cost-groups">
                  <CostTable
                    label={GROUPINGS.find(({ id }) => id === groupBy)?.label ?? ''}
                    groups={groups}
                    totals={grouped.value.totals}
                    selected={selected}
                    onSelect={setSelected}
                    onOpen={open}
                  />
                  {grouped.value.total > groups.length && (
                    <p className={styles.more}>
                      The {formatCount(groups.length)} most expensive of {formatCount(grouped.value.total)}.
                      “runback cost --by {groupBy}” lists them all.
                    </p>
                  )}
                </div>
              </section>
            </>
          )
        )}
      </div>
    </main>
  )
}

interface CardsProps {
  readonly totals: CostGroup | Omit<CostGroup, 'key'>
  readonly month: ReturnType<typeof projectMonth>
}

function Cards({ totals, month }: CardsProps) {
  return (
    <dl className={styles.cards}>
      <div>
        <dt>Cost</dt>
        <dd>
          <FigureView figure={formatTotal(totals.cost, 'dollars')} />
        </dd>
      </div>
      <div>
        <dt>Model calls</dt>
        <dd>{formatCount(totals.calls)}</dd>
      </div>
      <div>
        <dt>Tokens in</dt>
        <dd>
          <FigureView figure={formatTotal(totals.inputTokens, 'tokens')} />
        </dd>
      </div>
      <div>
        <dt>Tokens out</dt>
        <dd>
          <FigureView figure={formatTotal(totals.outputTokens, 'tokens')} />
        </dd>
      </div>
      {month !== undefined && (
        <div data-tip={month.basis}>
          <dt>This month, at this rate</dt>
          <dd>
            <FigureView figure={formatFigure(month.cost, 'dollars')} />
          </dd>
        </div>
      )}
      {totals.unpricedCalls > 0 && (
        <div>
          <dt>Without a price</dt>
          <dd>
            <button type="button" className={styles.link} onClick={() => goTo({ view: 'settings' })}>
              {formatNumberOf(totals.unpricedCalls, 'call')}
            </button>
          </dd>
        </div>
      )}
    </dl>
  )
}

function nextOf<Id extends string>(choices: readonly { readonly id: Id }[], id: Id): Id {
  const index = choices.findIndex(choice => choice.id === id)
  return choices[(index + 1) % choices.length]?.id ?? id
}
