import { expect, test } from 'vitest'
import { placeInSession } from '../../../../src-renderer/panels/sessions/place-in-session.ts'

const session = { startedAt: '1000000000000000000', durationNs: 1000 }

test.each([
  ['in its middle', '1000000000000000250', 500, { leftPercent: 25, widthPercent: 50 }],
  ['that goes on', '1000000000000000250', null, { leftPercent: 25, widthPercent: 75 }],
  ['too short to see', '1000000000000000500', 0, { leftPercent: 50, widthPercent: 0.4 }],
  ['at its very end', '1000000000000001000', 0, { leftPercent: 99.6, widthPercent: 0.4 }],
  ['of another clock, before it', '999999999999999000', 100, { leftPercent: 0, widthPercent: 10 }],
])('a run %s has its place within the session', (_what, startedAt, durationNs, expected) => {
  const { leftPercent, widthPercent } = placeInSession({ startedAt, durationNs }, session)

  expect({ leftPercent, widthPercent: Number(widthPercent.toFixed(9)) }).toEqual(expected)
})
