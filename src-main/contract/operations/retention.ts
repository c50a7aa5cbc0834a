import { z } from 'zod'
import { Collection, RetentionLimits, RetentionPreview } from '../retention.ts'
import type { Operations } from './operation.ts'

/** What is deleted because it is old, or because there is too much of it. */
export const retentionOperations = {
  'retention.preview': {
    summary: 'What the limits on age and size would delete, and how much space that would give back.',
    http: 'GET /retention',
    writes: false,
    isTool: false,
    params: RetentionLimits.extend({ limit: z.coerce.number().int().min(0).max(1000).default(100) }),
    result: RetentionPreview,
  },
  'retention.collect': {
    summary: 'Deletes what is older or more than the limits allow. Starred runs are never deleted.',
    http: 'POST /retention/collections',
    writes: true,
    isTool: false,
    params: RetentionLimits,
    result: Collection,
  },
} as const satisfies Operations
