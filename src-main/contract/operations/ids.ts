import { z } from 'zod'

export const RunId = z.string().regex(/^[0-9a-f]{32}$/, 'a run id is 32 hex digits')
export const SpanId = z.string().regex(/^[0-9a-f]{16}$/, 'a span id is 16 hex digits')
export const BlockId = z.string().regex(/^[0-9a-f]{32}$/, 'a block id is 32 hex digits')
