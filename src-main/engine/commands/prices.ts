import type { Total } from '#contract/figure.ts'
import { ProblemError } from '#contract/problems.ts'
import { priceFileIn, removePrice, setPrice } from '../../pricing/price-file.ts'
import type { CostSum, RepricedSlice } from '../../store/reprice.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'

export const priceCommands: CommandHandlersOf<'prices.set' | 'prices.remove' | 'prices.reprice'> = {
  async 'prices.set'({ ingest, announcements, identity }, price) {
    const prices = setPrice(priceFileIn(identity.dataDir), price)
    await ingest.ask({ kind: 'forget-prices' })
    announcements.announce({ type: 'settings-changed' })
    return { prices: [...prices] }
  },
  async 'prices.remove'({ ingest, announcements, identity }, { model, provider = null, validFrom = null }) {
    const removed = removePrice(priceFileIn(identity.dataDir), { model, provider, validFrom })
    if (!removed) throw new ProblemError({ code: 'bad-request', issues: [`no price is set for ${model}`] })
    await ingest.ask({ kind: 'forget-prices' })
    announcements.announce({ type: 'settings-changed' })
    return { removed }
  },
  async 'prices.reprice'({ ingest, announcements }, { dryRun }) {
    const result = { calls: 0, changed: 0, before: noCost(), after: noCost() }
    for (let after: number | null = 0; after !== null; ) {
      const slice: RepricedSlice = await ingest.ask({ kind: 'reprice', after, dryRun })
      result.calls += slice.calls
      result.changed += slice.changed
      addTo(result.before, slice.before)
      addTo(result.after, slice.after)
      after = slice.next
    }
    if (!dryRun) announcements.announce({ type: 'status-changed' })
    const { calls, changed } = result
    return { calls, changed, before: toTotal(result.before), after: toTotal(result.after), dryRun }
  },
}

function noCost(): CostSum {
  return { known: 0, nano: 0, missing: 0, derived: 0, estimated: 0 }
}

function addTo(sum: CostSum, more: CostSum): void {
  sum.known += more.known
  sum.nano += more.nano
  sum.missing += more.missing
  sum.derived += more.derived
  sum.estimated += more.estimated
}

function toTotal({ known, nano, missing, derived, estimated }: CostSum): Total {
  if (known === 0 && missing > 0) return { sum: { confidence: 'unknown' }, missing }
  const confidence = estimated > 0 ? 'estimated' : derived > 0 ? 'derived' : 'exact'
  return { sum: { confidence, value: nano }, missing }
}
