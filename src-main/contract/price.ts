import { z } from 'zod'
import { Total } from './figure.ts'

const MOST_DOLLARS = 1_000_000

const perMillion = z
  .number({ error: 'a price is a number of dollars per million tokens' })
  .min(0, 'a price is never below 0')
  .max(MOST_DOLLARS, `a price is dollars per million tokens, ${MOST_DOLLARS} at most`)
const ownPrice = perMillion.nullable().default(null)

/** What makes a price the same price: setting it again replaces it. */
export const PriceKey = z.object({
  provider: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .nullable()
    .default(null)
    .describe('For example openai, anthropic, aws.bedrock; null means any'),
  model: z
    .string()
    .trim()
    .min(1, 'a price needs a model name; * stands for any characters')
    .max(200)
    .describe('A model name; * stands for any characters'),
  validFrom: z.iso
    .date('a date is written like 2026-01-31')
    .nullable()
    .default(null)
    .describe('The first day the price is for, in UTC; null means always'),
})
export type PriceKey = z.infer<typeof PriceKey>

/** A price the user set, in dollars per million tokens. What has no price of its own costs what it is part of. */
export const UserPrice = PriceKey.extend({
  input: perMillion,
  output: perMillion,
  cacheRead: ownPrice.describe('null: as input'),
  cacheWrite5m: ownPrice.describe('null: as input'),
  cacheWrite1h: ownPrice.describe('null: as cacheWrite5m'),
  reasoning: ownPrice.describe('null: as output'),
  audioInput: ownPrice.describe('null: as input'),
  audioOutput: ownPrice.describe('null: as output'),
  note: z.string().trim().max(500).nullable().default(null),
})
export type UserPrice = z.infer<typeof UserPrice>

/** A model whose calls have no price: the list does not know it and the user set none. */
export const MissingPrice = z.object({
  provider: z.string().nullable(),
  model: z.string(),
  calls: z.int(),
  inputTokens: Total,
  outputTokens: Total,
  /** Nano-dollars that senders reported for these calls. */
  reportedCost: Total,
  /** Unix time in milliseconds, to a quarter of an hour. */
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
})
export type MissingPrice = z.infer<typeof MissingPrice>

export const PriceList = z.object({
  name: z.string(),
  /** The day it was published. */
  date: z.string(),
})
export type PriceList = z.infer<typeof PriceList>
