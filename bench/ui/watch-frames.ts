import type { Page } from 'playwright-core'
import { quantile } from '../numbers.ts'
import { atLeast, type Row } from '../row.ts'

const LEAST_FPS = 55

/** The times between the frames of a page while something is done in it. */
export async function watchFrames(page: Page, act: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    let lastMs = performance.now()
    const note = (nowMs: number) => {
      frames.push(nowMs - lastMs)
      lastMs = nowMs
      if (window.benchFrames === frames) requestAnimationFrame(note)
    }
    window.benchFrames = frames
    requestAnimationFrame(note)
  })
  await act()
  return await page.evaluate(() => {
    const frames = window.benchFrames ?? []
    window.benchFrames = undefined
    // The first two began before anything was done.
    return frames.slice(2)
  })
}

/** The slowest of twenty frames, as a rate; a screen without load shows sixty. */
export function frameRow(scenario: string, figure: string, framesMs: readonly number[]): Row {
  const slow = quantile(framesMs, 0.95)
  return {
    scenario,
    figure,
    value: 1_000 / slow,
    unit: 'fps',
    also: `p95 ${slow.toFixed(1)} ms, worst ${Math.max(...framesMs).toFixed(0)} ms of ${framesMs.length}`,
    bar: atLeast(LEAST_FPS),
  }
}

declare global {
  interface Window {
    benchFrames: number[] | undefined
  }
}
