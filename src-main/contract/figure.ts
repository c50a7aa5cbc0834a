import { z } from 'zod'

/** How a number came to be: told to us, computed from what we were told, guessed, or not known at all. */
export const Confidence = z.enum(['exact', 'derived', 'estimated', 'unknown'])
export type Confidence = z.infer<typeof Confidence>

/** A number that says how sure it is. An unknown figure has no value, so nobody can show it as 0. */
export const Figure = z.discriminatedUnion('confidence', [
  z.object({ confidence: z.enum(['exact', 'derived', 'estimated']), value: z.number() }),
  z.object({ confidence: z.literal('unknown') }),
])
export type Figure = z.infer<typeof Figure>

/** A sum over several calls. `missing` counts the calls whose figure is unknown, so the sum is a lower bound. */
export const Total = z.object({ sum: Figure, missing: z.int() })
export type Total = z.infer<typeof Total>
