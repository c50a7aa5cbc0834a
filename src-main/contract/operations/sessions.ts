import { z } from 'zod'
import { SessionRun, SessionSummary } from '../session.ts'
import type { Operations } from './operation.ts'

const Cursor = z
  .string()
  .regex(/^-?\d{1,19}-\d{1,15}$/, 'a cursor is the `next` of an earlier answer')
  .optional()
  .describe('The `next` of an earlier answer')

/** Runs that belong together. */
export const sessionsOperations = {
  'sessions.list': {
    summary: 'Sessions with their totals, the one with the latest run first.',
    http: 'GET /sessions',
    writes: false,
    params: z.object({
      text: z
        .string()
        .optional()
        .describe('Part of a session id, or of the name, service, agent or model of a run'),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
      cursor: Cursor,
    }),
    result: z.object({
      sessions: z.array(SessionSummary),
      total: z.int(),
      returned: z.int(),
      next: z.string().nullable(),
    }),
  },
  'sessions.get': {
    summary: 'One session with its runs in order; a run that another dispatched stands below it.',
    http: 'GET /sessions/{sessionId}',
    writes: false,
    params: z.object({
      sessionId: z.string().min(1),
      limit: z.coerce.number().int().min(1).max(1000).default(200).describe('Runs to return at most'),
      cursor: Cursor,
    }),
    result: z.object({
      session: SessionSummary,
      runs: z.array(SessionRun),
      total: z.int(),
      returned: z.int(),
      next: z.string().nullable(),
    }),
  },
} as const satisfies Operations
