import { z } from 'zod'

const Facet = z.array(z.object({ value: z.string(), runs: z.int() }))

/** How many runs have each value, the most common first. */
export const RunFacets = z.object({ status: Facet, model: Facet, agent: Facet, service: Facet, tag: Facet })
export type RunFacets = z.infer<typeof RunFacets>
