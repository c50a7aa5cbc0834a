import type { Page } from 'playwright-core'
import { quantile } from '../numbers.ts'
import { atMost, type Row } from '../row.ts'

const MAX_LATENCY_MS = 50

/** From each key press, as the browser received it, until the frame after it was handled stands. */
export async function watchKeys(page: Page): Promise<() => Promise<number[]>> {
  await page.evaluate(() => {
    window.benchKeys = []
    if (window.isWatchingKeys) return
    window.isWatchingKeys = true
    window.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => window.benchKeys.push(performance.now() - timeStamp)
          port2.postMessage(null)
        })
      },
      { capture: true },
    )
  })
  return () => page.evaluate(() => window.benchKeys)
}

export function inputRow(scenario: string, figure: string, latenciesMs: readonly number[]): Row {
  return {
    scenario,
    figure,
    value: quantile(latenciesMs, 0.95),
    unit: 'ms',
    also: `median ${quantile(latenciesMs, 0.5).toFixed(0)}, worst ${Math.max(...latenciesMs).toFixed(0)} of ${latenciesMs.length}`,
    bar: atMost(MAX_LATENCY_MS),
  }
}

declare global {
  interface Window {
    benchKeys: number[]
    isWatchingKeys: boolean
  }
}
