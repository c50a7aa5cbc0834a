import { z } from 'zod'
import { Total } from './figure.ts'

export const CostGrouping = z.enum(['day', 'model', 'provider', 'agent', 'service', 'session'])
export type CostGrouping = z.infer<typeof CostGrouping>

/** What some calls cost. Each answer of a provider is in it once, however many spans tell it. */
export const CostTotals = z.object({
  calls: z.int(),
  inputTokens: Total,
  outputTokens: Total,
  cacheReadTokens: Total,
  /** Nano-dollars. */
  cost: Total,
  /** Of these calls: whose model has no price, and whose cost is what the sender reported. */
  unpricedCalls: z.int(),
  reportedCalls: z.int(),
})
export type CostTotals = z.infer<typeof CostTotals>

export const CostGroup = CostTotals.extend({
  /** The day, the model and so on; null for the calls that name none. */
  key: z.string().nullable(),
})
export type CostGroup = z.infer<typeof CostGroup>
