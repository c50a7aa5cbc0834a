import { z } from 'zod'

/** What runs can be ordered by. Where it is unknown for a run, that run comes last. */
export const RunOrder = z.enum([
  'started',
  'status',
  'star',
  'name',
  'agent',
  'models',
  'tags',
  'session',
  'duration',
  'calls',
  'tools',
  'in',
  'out',
  'cached',
  'cost',
  'errors',
  'spans',
])
export type RunOrder = z.infer<typeof RunOrder>

export const Direction = z.enum(['ascending', 'descending'])
export type Direction = z.infer<typeof Direction>
