import { z } from 'zod'

/** Who sends: one program with one SDK through one receiver, and what became of what it sent. */
export const Source = z.object({
  sourceId: z.int(),
  /** Null where the sender did not say, or its requests could not be read. */
  serviceName: z.string().nullable(),
  sdk: z.string().nullable(),
  scopeName: z.string().nullable(),
  scopeVersion: z.string().nullable(),
  receiver: z.string(),
  userAgent: z.string().nullable(),
  /** Services that use the same receiver with the same user agent: what is known of a sender without a name. */
  perhaps: z.array(z.string()),
  /** Unix time in milliseconds. */
  firstSeenAt: z.number(),
  lastSeenAt: z.number(),
  requests: z.int(),
  /** Requests of which some items could not be stored, and how many items. */
  partial: z.int(),
  rejected: z.int(),
  /** Requests answered with an error the sender must not retry. */
  refused: z.int(),
  /** Requests answered "try again later". */
  deferred: z.int(),
  lastRefusal: z.object({ at: z.number(), reason: z.string() }).nullable(),
  spans: z.int(),
  calls: z.int(),
  logRecords: z.int(),
  dataPoints: z.int(),
  /** Spans by the convention that understood them; null is none. */
  conventions: z.array(z.object({ convention: z.string().nullable(), spans: z.int() })),
  duplicates: z.int(),
  /** Spans that came after their run had closed. */
  late: z.int(),
  /** Texts that the sender's SDK cut. */
  cutValues: z.int(),
  callsWithoutContent: z.int(),
  /** Spans that end before they start, or lie in the future. */
  clockSkew: z.int(),
  droppedAttributes: z.int(),
  droppedEvents: z.int(),
  droppedLinks: z.int(),
  /** Parents that were named but did not arrive, in so many of its last runs. */
  missingParents: z.object({ count: z.int(), runs: z.int() }),
})
export type Source = z.infer<typeof Source>
