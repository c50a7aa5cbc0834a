import { priceFileOf, readPriceFile } from '../../pricing/price-file.ts'
import { priceList } from '../../pricing/price-list-edition.ts'
import type { QueryHandlersOf } from './query-handlers-of.ts'

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/

export const priceQueries: QueryHandlersOf<'costs.summary' | 'prices.list' | 'prices.missing'> = {
  'costs.summary'(store, { groupBy, from, to, limit }) {
    const period = { fromMs: momentOf(from, 0), toMs: momentOf(to, 1) }
    const { groups, totals } = store.costs.groups(groupBy, period)
    const returned = groups.slice(0, limit)
    return {
      groupBy,
      groups: returned,
      totals,
      total: groups.length,
      returned: returned.length,
      prices: priceList,
    }
  },
  'prices.list'(store) {
    const file = priceFileOf(store.path)
    const { prices, issues } = readPriceFile(file)
    return { prices: [...prices], issues: [...issues], file, list: priceList }
  },
  'prices.missing'(store, { limit }) {
    const models = store.costs.unpriced()
    const returned = models.slice(0, limit)
    return { models: returned, total: models.length, returned: returned.length }
  },
}

/** A date is a day of the clock on the wall here, as the days of the answer are. */
function momentOf(text: string | undefined, daysLater: number): number | undefined {
  if (text === undefined) return undefined
  const [, year, month, day] = DATE.exec(text) ?? []
  return day === undefined
    ? Date.parse(text)
    : new Date(Number(year), Number(month) - 1, Number(day) + daysLater).getTime()
}
