import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

declare global {
  interface Window {
    axe: typeof import('axe-core')
  }
}

/** What would keep somebody with assistive technology from using a part of the page. */
export async function seriousProblemsIn(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async part => {
    const { violations } = await window.axe.run(part)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
  }, selector)
}
