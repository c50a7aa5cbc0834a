import type { Figure } from '#contract/figure.ts'
import type { CallShare } from './call-share.ts'
import type { WritableDatabase } from './database.ts'

const SUMS = ['input', 'output', 'cacheRead', 'cost'] as const

interface Sum {
  sum: number
  missing: number
  derived: number
  estimated: number
}

/** What a commit adds to one row of `run_costs`. */
interface Change extends Record<(typeof SUMS)[number], Sum> {
  readonly share: Pick<CallShare, 'runKey' | 'quarter' | 'provider' | 'model' | 'agent'>
  calls: number
  unpriced: number
  reported: number
  reportedNano: number
}

/** Collects what calls add to the totals of runs and take from them, and writes it at once. */
export function createCallTotals(db: WritableDatabase) {
  const write = createTotalsWriter(db)
  const changes = new Map<string, Change>()

  function count(share: CallShare, sign: 1 | -1): void {
    const key = JSON.stringify([share.runKey, share.quarter, share.provider, share.model, share.agent])
    const change = changes.get(key) ?? noChange(share)
    changes.set(key, change)
    change.calls += sign
    for (const name of SUMS) addFigure(change[name], share[name], sign)
    if (share.isUnpriced) change.unpriced += sign
    if (!share.isReported || share.cost.confidence === 'unknown') return
    change.reported += sign
    change.reportedNano += sign * share.cost.value
  }

  return {
    add: (share: CallShare) => count(share, 1),
    remove: (share: CallShare) => count(share, -1),
    /** Brings the runs up to date, and tells which they are. */
    flush(): readonly number[] {
      for (const change of changes.values()) write.change(change)
      const runKeys = [...new Set([...changes.values()].map(change => change.share.runKey))]
      for (const runKey of runKeys) write.run(runKey)
      changes.clear()
      return runKeys
    },
    forget: () => changes.clear(),
  }
}

function noChange(share: CallShare): Change {
  const none = (): Sum => ({ sum: 0, missing: 0, derived: 0, estimated: 0 })
  return {
    share,
    calls: 0,
    input: none(),
    output: none(),
    cacheRead: none(),
    cost: none(),
    unpriced: 0,
    reported: 0,
    reportedNano: 0,
  }
}

function addFigure(total: Sum, figure: Figure, sign: 1 | -1): void {
  if (figure.confidence === 'unknown') total.missing += sign
  else {
    total.sum += sign * figure.value
    if (figure.confidence !== 'exact') total[figure.confidence] += sign
  }
}

const COLUMNS = [
  'calls',
  ...['input', 'output', 'cache_read', 'cost'].flatMap(name =>
    ['sum', 'missing', 'derived', 'estimated'].map(part => `${name}_${part}`),
  ),
  'unpriced',
  'reported',
  'reported_nano',
] as const

const KEY = ['run_key', 'quarter', 'provider', 'model', 'agent'] as const

const runColumns = (name: string, column = `${name}_tokens`) => /* sql */ `
  ${column} = coalesce(@${name}_sum, 0), ${name}_missing = coalesce(@${name}_missing, 0),
  ${name}_doubt = coalesce(iif(@${name}_estimated > 0, 2, iif(@${name}_derived > 0, 1, 0)), 0)`

function createTotalsWriter(db: WritableDatabase) {
  const upsert = db.prepare(/* sql */ `
    insert into run_costs (${[...KEY, ...COLUMNS].join(', ')})
    values (${[...KEY, ...COLUMNS].map(() => '?').join(', ')})
    on conflict do update set ${COLUMNS.map(column => `${column} = ${column} + excluded.${column}`).join(', ')}
  `)
  const removeEmpty = db.prepare(/* sql */ `
    delete from run_costs where ${KEY.map(column => `${column} = ?`).join(' and ')} and calls = 0
  `)
  // An update from a subquery would take twenty times as long as these two.
  const sumRun = db.prepare<[number], object>(/* sql */ `
    select ${COLUMNS.map(column => `sum(${column}) as ${column}`).join(', ')}
    from run_costs where run_key = ?
  `)
  const totalRun = db.prepare(/* sql */ `
    update runs set call_count = coalesce(@calls, 0), ${runColumns('input')}, ${runColumns('output')},
      ${runColumns('cache_read')}, ${runColumns('cost', 'cost_nano')}
    where run_key = @runKey
  `)
  const addModels = db.prepare(/* sql */ `
    insert or ignore into run_models (run_key, model)
    select run_key, model from run_costs where run_key = ? and model <> ''
  `)
  const dropModels = db.prepare(/* sql */ `
    delete from run_models where run_key = @runKey
      and model not in (select model from run_costs where run_key = @runKey)
  `)
  return {
    change(change: Change): void {
      const { runKey, quarter, provider, model, agent } = change.share
      const key = [runKey, quarter, provider, model, agent]
      const sums = SUMS.flatMap(name => {
        const { sum, missing, derived, estimated } = change[name]
        return [sum, missing, derived, estimated]
      })
      upsert.run(...key, change.calls, ...sums, change.unpriced, change.reported, change.reportedNano)
      if (change.calls <= 0) removeEmpty.run(...key)
    },
    run(runKey: number): void {
      totalRun.run({ ...sumRun.get(runKey), runKey })
      dropModels.run({ runKey })
      addModels.run(runKey)
    },
  }
}
