import { median } from '../../numbers.ts'
import { atMost } from '../../row.ts'
import type { UiScenario } from '../scenario.ts'

const TIMES = 5
const MAX_MS = 1_000

export const firstPaint: UiScenario = {
  name: 'first-paint',
  summary: 'from the request of the page to its first paint, and to the first row of the list of runs',
  async run({ page }) {
    const session = await page.context().newCDPSession(page)
    await session.send('Network.setCacheDisabled', { cacheDisabled: true })
    const paints: number[] = []
    const rows: number[] = []
    for (let time = 0; time < TIMES; time += 1) {
      await page.reload()
      await page.getByRole('table', { name: 'Runs' }).getByRole('row').nth(2).waitFor()
      rows.push(await page.evaluate(() => performance.now()))
      paints.push(
        await page.evaluate(
          () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
        ),
      )
    }
    await session.detach()
    const scenario = 'first-paint'
    return [
      { scenario, figure: 'first paint', value: median(paints), unit: 'ms', bar: atMost(MAX_MS) },
      { scenario, figure: 'first row of runs', value: median(rows), unit: 'ms', bar: atMost(MAX_MS) },
    ]
  },
}
