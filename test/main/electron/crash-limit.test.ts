import { expect, test } from 'vitest'
import { createCrashLimit } from '../../../src-main/electron/crash-limit.ts'

test('a page that dies now and then is loaded again', () => {
  const mayReload = createCrashLimit(3, 60_000)

  expect([0, 30_000, 70_000, 100_000, 140_000].map(mayReload)).toEqual([true, true, true, true, true])
})

test('a page that dies three times in a minute is not, until a minute has passed', () => {
  const mayReload = createCrashLimit(3, 60_000)

  expect([0, 1000, 2000, 3000, 70_000].map(mayReload)).toEqual([true, true, false, false, true])
})
