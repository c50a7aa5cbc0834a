import type { RedactionPreview } from '../../src-main/contract/redaction.ts'
import type { Collection, RetentionPreview } from '../../src-main/contract/retention.ts'

const collection: Collection = {
  atMs: 1_780_000_000_000,
  reason: 'asked',
  runs: 2,
  spans: 9,
  logs: 0,
  points: 0,
  freedBytes: { confidence: 'derived', value: 120_000 },
  isStillTooLarge: false,
}

/** What fakes answer about redaction and retention. */
export const redactionAnswers = {
  'redaction.preview': (): RedactionPreview => ({
    rules: [
      {
        name: 'email',
        count: 1,
        samples: [{ before: 'a… (8 characters)', after: '[redacted:email:0a1b2c]' }],
      },
    ],
    text: null,
    runs: 1,
    spans: 4,
    bytes: 2048,
    isComplete: true,
  }),
  'retention.preview': (): RetentionPreview => ({
    runs: [],
    runCount: 0,
    spanCount: 0,
    logs: 0,
    points: 0,
    bytes: { confidence: 'estimated', value: 0 },
    usedBytes: 1_000_000,
    sparedRuns: 0,
    last: collection,
  }),
  'retention.collect': (): Collection => collection,
}
