import { calcPrice, type PriceCalculation } from '@pydantic/genai-prices'
import type { Bucket, Usage } from '#contract/call.ts'
import { countIn, toListUsage } from './list-usage.ts'

const MILLISECONDS_PER_DAY = 86_400_000
const MILLION = 1e6
/** Far more models than one day has; a sender that makes up names does not fill the memory. */
const REMEMBERED_ENTRIES = 1_000

export interface ListPlace {
  readonly providerId: string | undefined
  readonly model: string
  readonly atUnixMs: number
}

/** What the list knows of a model on a day. */
export interface ListEntry {
  readonly name: string
  /** The provider has no price of its own. */
  readonly isOfAnother: boolean
  isPriced(key: string): boolean
  dollarsFor(buckets: Usage['buckets'], atUnixMs: number): number
}

const entries = new Map<string, ListEntry | undefined>()

/** Looking a model up takes longer than everything else about its price, so entries are remembered for their day. */
export function findListEntry(place: ListPlace): ListEntry | undefined {
  const day = Math.floor(place.atUnixMs / MILLISECONDS_PER_DAY)
  const key = JSON.stringify([place.providerId, place.model, day])
  if (entries.has(key)) return entries.get(key)
  const entry = createEntry(place)
  if (entries.size >= REMEMBERED_ENTRIES) entries.clear()
  entries.set(key, entry)
  return entry
}

/** The list is the one that came with the package: it goes to the network only after `updatePrices`, which nobody calls. */
function calculate(buckets: Usage['buckets'], { providerId, model, atUnixMs }: ListPlace) {
  const timestamp = new Date(atUnixMs)
  const options = providerId === undefined ? { timestamp } : { timestamp, providerId }
  return calcPrice(toListUsage(buckets), model, options) ?? undefined
}

function createEntry(place: ListPlace): ListEntry | undefined {
  const found = calculate({}, place)
  if (found === undefined) return undefined
  const dollarsPerMillion = isFlat(found) ? ratesOf(place) : undefined
  return {
    name: `List price of ${found.provider.name} ${found.model.id}`,
    isOfAnother: !found.provider.models.includes(found.model),
    isPriced: key => found.model_price[key] !== undefined,
    dollarsFor(buckets, atUnixMs) {
      if (dollarsPerMillion === undefined) return calculate(buckets, { ...place, atUnixMs })?.total_price ?? 0
      return bucketsIn(buckets).reduce(
        (sum, bucket) => sum + (dollarsPerMillion(bucket) * countIn(buckets, bucket)) / MILLION,
        0,
      )
    },
  }
}

/** Whether each token of a bucket costs the same all day, however many there are, and nothing else costs anything. */
function isFlat({ model, model_price, total_price }: PriceCalculation): boolean {
  const prices = Array.isArray(model.prices) ? model.prices : []
  const isByTheHour = prices.some(
    ({ constraint }) => constraint !== undefined && constraint.type !== 'start_date',
  )
  return (
    !isByTheHour && total_price === 0 && Object.values(model_price).every(price => typeof price !== 'object')
  )
}

/** Buckets never overlap, so the price of all is the sum of the price of each. */
function ratesOf(place: ListPlace): (bucket: Bucket) => number {
  const rates = new Map<Bucket, number>()
  return bucket => {
    const known = rates.get(bucket)
    if (known !== undefined) return known
    const million = { [bucket]: { confidence: 'exact', value: MILLION } } as const
    const rate = calculate(million, place)?.total_price ?? 0
    rates.set(bucket, rate)
    return rate
  }
}

function bucketsIn(buckets: Usage['buckets']): readonly Bucket[] {
  // Its keys are buckets by its type.
  return Object.keys(buckets) as Bucket[]
}
