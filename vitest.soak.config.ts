import { defineConfig } from 'vitest/config'
import { plainSummary } from './test/support/plain-summary.ts'

/** Minutes of load and fault injection, one after another: `npm run test:soak`. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    reporters: ['verbose', plainSummary()],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 60_000,
  },
})
