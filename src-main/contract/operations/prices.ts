import { z } from 'zod'
import { CostGroup, CostGrouping, CostTotals } from '../cost.ts'
import { Total } from '../figure.ts'
import { MissingPrice, PriceKey, PriceList, UserPrice } from '../price.ts'
import type { Operations } from './operation.ts'

const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'a time is written like 2026-01-31 or 2026-01-31T09:00:00Z',
  })
  .optional()

/** What calls cost, and by which prices. */
export const pricesOperations = {
  'costs.summary': {
    summary:
      'What calls cost, by day, model, provider, agent, service or session. An answer told twice counts once.',
    http: 'GET /costs',
    writes: false,
    params: z.object({
      groupBy: CostGrouping.default('day'),
      from: Moment.describe('Calls from then on, to a quarter of an hour; a date begins at midnight here'),
      to: Moment.describe('Calls before then; a date is meant with the whole day'),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    result: z.object({
      groupBy: CostGrouping,
      /** The days newest first, everything else the most expensive first. */
      groups: z.array(CostGroup),
      totals: CostTotals,
      total: z.int(),
      returned: z.int(),
      prices: PriceList,
    }),
  },
  'prices.list': {
    summary: 'The prices the user set, and the price list that holds for everything else.',
    http: 'GET /prices',
    writes: false,
    isTool: false,
    params: z.object({}),
    result: z.object({
      prices: z.array(UserPrice),
      /** What in the file is not understood, and is left out. */
      issues: z.array(z.string()),
      /** The file they are kept in. */
      file: z.string(),
      list: PriceList,
    }),
  },
  'prices.missing': {
    summary: 'The models that need a price: the list does not know them and the user set none.',
    http: 'GET /prices/missing',
    writes: false,
    params: z.object({ limit: z.coerce.number().int().min(1).max(1000).default(100) }),
    result: z.object({ models: z.array(MissingPrice), total: z.int(), returned: z.int() }),
  },
  'prices.set': {
    summary:
      'Sets a price in dollars per million tokens, for calls from now on; prices.reprice applies it to recorded ones.',
    http: 'POST /prices',
    writes: true,
    isTool: false,
    params: UserPrice,
    result: z.object({ prices: z.array(UserPrice) }),
  },
  'prices.remove': {
    summary: 'Removes a price the user set.',
    http: 'DELETE /prices',
    writes: true,
    isTool: false,
    params: z.object({
      model: PriceKey.shape.model,
      provider: z.string().optional().describe('As the price was set; left out where it was set for any'),
      validFrom: z.iso.date().optional().describe('As the price was set'),
    }),
    result: z.object({ removed: z.boolean() }),
  },
  'prices.reprice': {
    summary: 'Prices recorded calls again by the prices of now, and says what that changes.',
    http: 'POST /prices/reprice',
    writes: true,
    isTool: false,
    params: z.object({ dryRun: z.boolean().default(false).describe('Only says what would change') }),
    result: z.object({
      calls: z.int(),
      changed: z.int(),
      /** Nano-dollars. */
      before: Total,
      after: Total,
      dryRun: z.boolean(),
    }),
  },
} as const satisfies Operations
