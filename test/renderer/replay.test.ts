import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findUnnamed } from '../support/renderer-names.ts'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Replay' })

async function openFirstRun(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Runs' }).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('main', { name: 'Run' }).waitFor()
}

test('a key opens the plan, and a started replay leads to the comparison with the run it repeats', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await openFirstRun(page)
    await page.keyboard.press('r')
    const plan = dialog(page).getByRole('table', { name: 'Plan' })
    await plan.getByText('get_weather').waitFor()
    await dialog(page).getByText('1 call live, 1 step from the recording').waitFor()
    expect(await page.evaluate(findUnnamed)).toEqual([])

    await dialog(page).getByRole('combobox', { name: 'Model' }).fill('gpt-5')
    await plan.getByText('gpt-5', { exact: true }).waitFor()
    await page.keyboard.press('Control+Enter')

    await page.waitForURL(/#\/compare/)
    expect(await dialog(page).count()).toBe(0)
  })
})

test('nothing can be started while the plan says what stops it, and Escape leaves', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await openFirstRun(page)
    await page.keyboard.press('r')
    await dialog(page).getByRole('button', { name: 'Mocked' }).click()
    await dialog(page).getByRole('button', { name: 'Step 1 is mocked. Ask the model instead' }).waitFor()

    await page.keyboard.press('Escape')

    await dialog(page).waitFor({ state: 'detached' })
  })
})
