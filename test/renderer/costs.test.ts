import { afterAll, beforeAll, expect, test } from 'vitest'
import { seriousProblemsIn } from '../support/accessibility.ts'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

test('costs are told by day and by model, with what is unknown as unknown', async () => {
  await pages.visit({ scene: 'runs', hash: '#/costs' }, async page => {
    const table = page.getByRole('table', { name: 'Model' })
    await table.waitFor()
    expect(await table.getByRole('row').allInnerTexts()).toEqual([
      expect.stringContaining('Cost'),
      expect.stringMatching(/^gpt-5\s+16\s.*\$1\.00/s),
      expect.stringMatching(/^claude-sonnet-4\s/),
      expect.stringMatching(/^house-model\s*4 calls without a price.*–/s),
      expect.stringMatching(/^Together\s+24\s.*≥ \$1\.20/s),
    ])
    const days = page.getByRole('table', { name: 'Cost by day' })
    expect(await days.getByRole('row').count()).toBe(30)
    expect(await days.getByRole('row').last().textContent()).toMatch(
      /\$0\.2\d*, computed from reported numbers, 4 calls/,
    )
    expect(await page.getByText('This month, at this rate').isVisible()).toBe(true)
    await page.locator('main canvas').waitFor()
  })
})

test('the keyboard groups, moves and changes the range, and the link tells what is shown', async () => {
  await pages.visit({ scene: 'runs', hash: '#/runs' }, async page => {
    await page.keyboard.press('Control+5')
    await page.getByRole('table', { name: 'Model' }).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    expect(await page.locator('tr[aria-current]').textContent()).toContain('claude-sonnet-4')
    await page.keyboard.press('g')
    await page.getByRole('table', { name: 'Provider' }).waitFor()
    await page.keyboard.press('r')
    await page.waitForURL(/#\/costs\?range=90d&by=provider$/)
  })
})

test('where no call is recorded the view says what will make costs appear', async () => {
  await pages.visit({ scene: 'empty', hash: '#/costs?range=all' }, async page => {
    await page.getByText('No model call is recorded yet').waitFor()
  })
})

test('nothing of it is out of reach for assistive technology', async () => {
  for (const theme of ['dark', 'light'] as const) {
    await pages.visit({ scene: 'runs', hash: '#/costs', theme }, async page => {
      await page.getByRole('table', { name: 'Model' }).waitFor()
      expect(await seriousProblemsIn(page, 'main')).toEqual([])
    })
  }
  expect(pages.complaints).toEqual([])
})
