import { expect, test } from 'vitest'
import { createFakeCaller } from '../../support/fake-caller.ts'
import { runback } from './a-command-line.ts'

test('metrics are a line for each series, with the last it said, and whole as JSON', async () => {
  const { printed } = await runback(['metrics'])
  const json = await runback(['metrics', '--json'])

  expect(printed).toMatch(/^METRIC +SERVICE +OF +POINTS +LAST +COUNT +VALUE +UNIT$/m)
  expect(printed).toMatch(
    /^gen_ai\.client\.token\.usage +weather +input +2 +2023-11-1\d [\d:]+ +3 +120 +\{token\}$/m,
  )
  expect(JSON.parse(json.printed)).toMatchObject({ total: 1, series: [{ sum: 120 }] })
})

test('without metrics it says which are kept', async () => {
  const engine = createFakeCaller({ 'metrics.list': () => ({ series: [], total: 0, returned: 0 }) })

  expect((await runback(['metrics'], { engine })).printed).toContain('No metrics named gen_ai.*')
})
