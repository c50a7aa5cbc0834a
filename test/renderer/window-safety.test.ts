import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findFaintText } from '../support/renderer-contrast.ts'
import { findUnnamed } from '../support/renderer-names.ts'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

const runs = (page: Page) => page.getByRole('table', { name: 'Runs' })
const spans = (page: Page) => page.getByRole('tree', { name: 'Spans' })
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' })

async function openSampleRun(page: Page): Promise<void> {
  await runs(page).getByText('fix the failing build').first().click()
  await spans(page).waitFor()
}

test('what was recorded is text: nothing of it runs, is fetched or freezes the window', async () => {
  await pages.visit({ scene: 'hostile' }, async page => {
    const asked: string[] = []
    page.on('request', request => asked.push(request.url()))
    await openSampleRun(page)
    const panel = inspector(page)
    await panel.getByText('<img src=x onerror=').waitFor()
    await panel.getByText('12345678901234567890').waitFor()
    await panel.getByText('https://tracker.example/pixel.png').waitFor()

    await panel.getByRole('button', { name: 'Show all 2.0 MB' }).click()
    const text = panel.getByRole('region', { name: 'Text of 2.0 MB' })
    await expect
      .poll(async () => {
        await text.focus()
        await page.keyboard.press('End')
        return await text.getByText('THE END').count()
      })
      .toBe(1)
    expect(await page.evaluate(() => 'wasRun' in window || 'polluted' in {})).toBe(false)
    expect(asked.filter(url => url.includes('tracker'))).toEqual([])
  })
})

test.each(['dark', 'light'] as const)(
  'every text of the %s theme reaches a contrast of 4.5 to 1',
  async theme => {
    await pages.visit({ scene: 'empty', theme }, async page => {
      expect(await page.evaluate(findFaintText)).toEqual([])
    })
  },
)

describe.each(['dark', 'light'] as const)('in the %s theme', theme => {
  test.each(['#/runs', '#/settings', '#/search?text=plan'])(
    'everything that acts on %s has a name',
    async hash => {
      await pages.visit({ scene: 'runs', theme, hash }, async page => {
        await page.getByRole('navigation', { name: 'Views' }).waitFor()

        expect(await page.evaluate(findUnnamed)).toEqual([])
      })
    },
  )
})

test('nothing went wrong in any of these pages, and none broke the content policy', () => {
  expect(pages.complaints).toEqual([])
})
