import { z } from 'zod'
import { RedactionPreview, RedactionRule } from '../redaction.ts'
import type { Operations } from './operation.ts'

/** What is taken out of everything that arrives. */
export const redactionOperations = {
  'redaction.preview': {
    summary:
      'What redaction rules would take out of a text, or of the runs that came last. Nothing is changed: what is stored stays as it is.',
    http: 'POST /redaction/preview',
    writes: false,
    isTool: false,
    params: z.object({
      rules: z
        .array(RedactionRule)
        .max(100)
        .optional()
        .describe('The rules to try, as if each were on; without them, those of the settings'),
      text: z.string().max(1_000_000).optional().describe('Try this text instead of what is stored'),
      runs: z.coerce.number().int().min(1).max(1000).default(20).describe('How many of the last runs to try'),
    }),
    result: RedactionPreview,
  },
} as const satisfies Operations
