import { defineConfig } from 'vitest/config'
import { plainSummary } from './test/support/plain-summary.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', plainSummary()],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
