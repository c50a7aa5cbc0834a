import type { Reporter, TestCase, TestRunEndReason } from 'vitest/node'

/** Ends a run with one line that a person or a script can read without knowing the test runner. */
export function plainSummary(): Reporter {
  const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 }
  return {
    onTestCaseResult(test: TestCase) {
      counts[test.result().state] += 1
    },
    onTestRunEnd(_modules, unhandledErrors, reason: TestRunEndReason) {
      const failed = counts.failed + unhandledErrors.length + (reason === 'interrupted' ? 1 : 0)
      process.stdout.write(`\nTests: ${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped\n`)
    },
  }
}
