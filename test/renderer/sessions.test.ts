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

const sessions = (page: Page) => page.getByRole('table', { name: 'Sessions' })
const runsOfSession = (page: Page) => page.getByRole('tree', { name: 'Runs of the session' })
const header = (page: Page) => page.getByRole('main').locator('header').first()
const currentRun = (page: Page) => page.getByRole('table', { name: 'Runs' }).locator('[aria-current=true]')

test('a session leads to its runs, and they lead to where they were dispatched, by keys alone', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await page.keyboard.press('Control+3')
    await sessions(page).getByText('sess_00017334').waitFor()
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
    await page.keyboard.press('Enter')

    await page.getByText('named by gen_ai.conversation.id').waitFor()
    const nested = runsOfSession(page).locator('[aria-level="2"]')
    await nested.getByText('from Task').waitFor()
    for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
    expect(await nested.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('p')
    await page.getByRole('heading', { name: 'triage new support tickets' }).waitFor()
    await header(page).getByText('Dispatched').waitFor()

    await header(page).getByRole('button', { name: 'sess_00017334' }).click()
    await runsOfSession(page).waitFor()
    expect(page.url()).toContain('#/sessions/sess_00017334')
    await page.keyboard.press('Escape')
    await sessions(page).waitFor()
  })
})

test('the filter of the sessions is in the link, and an empty answer offers to clear it', async () => {
  await pages.visit({ scene: 'runs', hash: '#/sessions?text=sess_00017334' }, async page => {
    await sessions(page).getByText('sess_00017334').waitFor()
    await page.getByText('1 session', { exact: true }).waitFor()

    await page.getByRole('textbox', { name: 'Filter the sessions' }).fill('no such thing')
    await page.getByRole('button', { name: 'Clear the filter' }).click()

    await page.getByText('22 sessions').waitFor()
  })
})

test('a session that is not there says so and leads back', async () => {
  await pages.visit({ scene: 'runs', hash: '#/sessions/a%2Fb' }, async page => {
    await page.getByText('No run of session "a/b" is stored here.').waitFor()
    await page.getByRole('button', { name: 'Back to the sessions' }).click()
    await sessions(page).waitFor()
  })
})

test('without sessions the view says how runs come to belong together', async () => {
  await pages.visit({ scene: 'empty', hash: '#/sessions' }, async page => {
    await page.getByText('No sessions yet').waitFor()
  })
})

test('a run is starred, tagged and annotated from the list, by keys alone', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await page.getByRole('table', { name: 'Runs' }).getByText('fix the failing build').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('s')
    await currentRun(page).getByRole('button', { name: 'Starred' }).waitFor()

    await page.keyboard.press('t')
    await page.keyboard.type('good, to compare')
    await page.keyboard.press('Enter')
    await currentRun(page).getByText('to compare').waitFor()

    await page.keyboard.press('n')
    await page.keyboard.type('Look at step 3.')
    await page.keyboard.press('Control+Enter')
    await currentRun(page).locator('[data-tip="Look at step 3."]').waitFor()
    await page.keyboard.press('Enter')
    await header(page).getByText('Look at step 3.').waitFor()
    await page.keyboard.press('s')
    await header(page).getByRole('button', { name: 'Star', exact: true }).waitFor()
  })
})

test('a span has a star, tags and a note of its own', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await page.getByRole('table', { name: 'Runs' }).getByText('fix the failing build').first().click()
    const inspector = page.getByRole('region', { name: 'Inspector' })
    await page.getByRole('tree', { name: 'Spans' }).waitFor()

    await page.keyboard.press('Shift+S')
    await inspector.getByRole('button', { name: 'Starred' }).waitFor()
    await page.keyboard.press('Shift+N')
    await page.keyboard.type('Here it goes wrong.')
    await page.getByRole('button', { name: 'Save' }).click()

    await inspector.getByText('Here it goes wrong.').waitFor()
    await header(page).getByRole('button', { name: 'Star', exact: true }).waitFor()
  })
})

test('recorded tags are told apart, and everything to press has a name', async () => {
  for (const hash of ['', '#/sessions', '#/sessions/sess_00017334']) {
    await pages.visit({ scene: 'runs', hash, theme: 'light' }, async page => {
      await page.getByText('migrate the billing tables').first().waitFor()
      expect(await page.evaluate(findUnnamed)).toEqual([])
      if (hash === '') expect(await page.locator('[data-recorded]').count()).toBeGreaterThan(0)
    })
  }
})
