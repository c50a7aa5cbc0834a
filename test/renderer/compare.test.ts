import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

const A = 'a'.repeat(32)
const B = 'b'.repeat(32)
const LARGE = 'c'.repeat(32)
const pair = { scene: 'runs', hash: `#/compare?left=${A}&right=${B}` }
const steps = (page: Page) => page.getByRole('treegrid', { name: 'Steps of both runs' })
const current = (page: Page) => steps(page).getByRole('row', { selected: true })
const details = (page: Page) => page.getByRole('region', { name: 'Details' })

test('the sentence comes first, then the totals, then both runs side by side with equal steps folded', async () => {
  await pages.visit(pair, async page => {
    await page.getByText('At step 2 list_files gave another result for the same arguments').waitFor()
    await page.getByText('At step 17 the model chose bash instead of read_file').waitFor()
    expect(await page.getByText('Tool result changed', { exact: true }).count()).toBe(2)
    const totals = details(page).getByRole('table', { name: 'Totals of both runs' })
    await totals.getByRole('row', { name: 'Steps' }).getByText('±0').first().waitFor()

    const row = steps(page).getByRole('row').filter({ hasText: 'first difference' })
    expect(await row.getByRole('gridcell').allInnerTexts()).toEqual([
      '≠',
      '2\nlist_files',
      '2\nlist_files',
      'first difference\nresult',
    ])
    await steps(page).getByText('×7 | ×7').waitFor()
    await steps(page).getByText('parted here').waitFor()
    const removed = steps(page).locator('[data-change=removed]')
    expect(await removed.getByRole('gridcell').first().getAttribute('aria-label')).toBe('removed')
    expect(await removed.getAttribute('data-consequence')).toBe('true')
  })
})

test('by keys alone the reader goes from difference to difference, opens stretches, and a step in its run', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await page.keyboard.press('Control+2')
    await page.getByText('Choose two runs').waitFor()
    await page.keyboard.press('A')
    await page.getByRole('combobox', { name: 'Run A' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('combobox', { name: 'Run B' }).waitFor()
    await page.keyboard.press('Enter')
    await steps(page).waitFor()
    expect(page.url()).toMatch(/left=[0-9a-f]{32}&right=[0-9a-f]{32}/)

    await page.keyboard.press('n')
    await current(page).getByText('first difference').waitFor()
    const changed = page.getByRole('group', { name: 'Differences by line' })
    await changed.getByText('help.ts').waitFor()
    await page.keyboard.press('D')
    await current(page).getByText('parted here').waitFor()
    await details(page).getByText('The model chose bash instead of read_file').waitFor()
    await details(page).getByRole('button', { name: 'from step 2' }).press('Enter')
    await current(page).getByText('first difference').waitFor()
    await page.keyboard.press('D')
    await page.keyboard.press('n')
    await current(page).getByText('only in A').waitFor()
    await page.keyboard.press('p')
    await current(page).getByText('parted here').waitFor()

    await page.keyboard.press('x')
    await expect.poll(() => page.url()).not.toContain('row=')
    await page.keyboard.press('t')
    await details(page).getByRole('tab', { name: 'Totals', selected: true }).waitFor()
    await page.keyboard.press('n')
    await page.keyboard.press('a')
    await expect.poll(() => page.url()).toMatch(/#\/runs\/[ab]{32}\?span=/)
    await page.goBack()
    await current(page).getByText('first difference').waitFor()
  })
})

test('ten thousand steps open at once and only what is on screen exists', async () => {
  await pages.visit({ scene: 'runs', hash: `#/compare?left=${LARGE}&right=${B}` }, async page => {
    await steps(page).getByText('97 equal steps').first().waitFor()
    expect(await steps(page).getByRole('row').count()).toBeLessThan(80)

    await page.keyboard.press('End')
    await current(page).getByText('step 10000 ·').first().waitFor()
    expect(await steps(page).getByRole('row').count()).toBeLessThan(80)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await steps(page).getByText('step 20 ·').first().waitFor()
    expect(await steps(page).getByRole('row').count()).toBeLessThan(80)

    const marks = await page.locator('[data-minimap] [data-change]').count()
    expect(marks).toBeGreaterThan(50)
    expect(marks).toBeLessThanOrEqual(240)
  })
})

test('what is ignored is told, and an expression that is none is refused with a reason', async () => {
  await pages.visit(pair, async page => {
    await steps(page).waitFor()
    await page.keyboard.press('i')
    const rules = details(page).getByRole('list', { name: 'What is ignored' })
    await rules.getByText('×0').first().waitFor()

    await details(page).getByRole('textbox', { name: 'Name of another rule' }).fill('ticket')
    const expression = details(page).getByRole('textbox', { name: 'Expression of another rule' })
    await expression.fill('ticket-(\\d+')
    await details(page).getByRole('alert').getByText('This is no regular expression').waitFor()
    expect(await details(page).getByRole('button', { name: 'Ignore this too' }).isDisabled()).toBe(true)
    await expression.fill('ticket-\\d+')
    await page.keyboard.press('Enter')
    await rules.getByText('ticket').waitFor()

    await rules.getByRole('checkbox', { name: 'uuid' }).uncheck()
    await rules.getByRole('listitem').filter({ hasText: 'uuid' }).getByText('off').waitFor()
    const stored = await page.evaluate(() => window.fake.bridge.call('settings.get', {}))
    expect(stored).toMatchObject({
      value: {
        ignoreRules: expect.arrayContaining([
          { name: 'ticket', pattern: 'ticket-\\d+', isOn: true },
          expect.objectContaining({ name: 'uuid', isOn: false }),
        ]),
      },
    })
  })
})

test('a comparison is saved as a file', async () => {
  await pages.visit(pair, async page => {
    await steps(page).waitFor()
    const saved = page.waitForEvent('download')
    await page.getByRole('group', { name: 'Export' }).getByRole('button', { name: 'Markdown' }).click()

    const download = await saved
    expect(download.suggestedFilename()).toBe('compare-aaaaaaaa-bbbbbbbb.md')
    expect(readFileSync(await download.path(), 'utf8')).toContain('# files (A) and files (B)')
  })
})

test('a pinned baseline is one key away from any run of its name', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    const run = page.getByRole('table', { name: 'Runs' }).getByText('fix the failing build')
    await run.nth(1).click()
    await page.getByRole('heading', { name: 'fix the failing build' }).waitFor()
    await page.keyboard.press('B')
    await page.getByText('This run is the baseline for runs named “fix the failing build”').waitFor()
    const baseline = /runs\/([0-9a-f]{32})/.exec(page.url())?.[1]
    await page.goBack()
    await run.first().click()
    await page.getByRole('heading', { name: 'fix the failing build' }).waitFor()

    await page.keyboard.press('b')

    await expect.poll(() => page.url()).toContain(`#/compare?left=${baseline}&right=`)
  })
})

test('several runs stand in one table, each with its sentence, and lead to the steps', async () => {
  const hash = `#/compare?left=${A}&right=${B}&others=${'d'.repeat(32)}`
  await pages.visit({ scene: 'runs', hash }, async page => {
    await page.getByRole('heading', { name: 'Compare 3 runs' }).waitFor()
    const table = page.getByRole('table', { name: 'Runs compared with the first' })
    await table.getByText('the run the others are compared with').waitFor()
    expect(await table.getByText('the model chose bash instead of read_file').count()).toBe(2)

    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await steps(page).waitFor()
    expect(page.url()).toContain(`right=${'d'.repeat(32)}`)
  })
})

test('runs that are chosen in the list are compared with the earliest of them', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await page.getByRole('table', { name: 'Runs' }).getByText('fix the failing build').first().waitFor()
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x', 'c']) await page.keyboard.press(key)

    await page.getByRole('heading', { name: 'Compare 3 runs' }).waitFor()
    expect(page.url()).toMatch(/left=[0-9a-f]{32}&right=[0-9a-f]{32}&others=[0-9a-f]{32}$/)
  })
})

test.each(['dark', 'light'] as const)(
  'an automatic look at the %s view finds nothing serious',
  async theme => {
    await pages.visit({ ...pair, theme }, async page => {
      await steps(page).waitFor()
      expect(await seriousViolations(page)).toEqual([])
      await page.keyboard.press('D')
      await details(page).getByText('The model chose bash').waitFor()
      expect(await seriousViolations(page)).toEqual([])
      await page.keyboard.press('i')
      await details(page).getByRole('list', { name: 'What is ignored' }).waitFor()
      expect(await seriousViolations(page)).toEqual([])
      await page.keyboard.press('A')
      await page.getByRole('combobox', { name: 'Run A' }).waitFor()
      expect(await seriousViolations(page)).toEqual([])
    })
  },
)

test('no page had anything to complain about', () => {
  expect(pages.complaints).toEqual([])
})

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<{ id: string; impact: string; nodes: { html: string }[] }[]>(
    'axe.run("main, dialog").then(result => result.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes })))',
  )
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}
