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

const runs = (page: Page) => page.getByRole('table', { name: 'Runs' })
const rows = (page: Page) => runs(page).locator('[role=row][id]')
const current = (page: Page) => runs(page).locator('[aria-current=true]')
const chosen = (page: Page) => runs(page).locator('[data-chosen]')
const field = (page: Page) => page.getByRole('combobox', { name: 'Filter' })
const total = (page: Page) => page.getByRole('toolbar', { name: 'Filter the runs' }).getByRole('status')
const header = (page: Page, name: string) => runs(page).getByRole('columnheader', { name, exact: true })

/** The machine may be busy. */
const soon = <T>(read: () => T) => expect.poll(read, { timeout: 10_000 })

async function visitRuns(walk: (page: Page) => Promise<void>, scene = 'runs', hash = ''): Promise<void> {
  await pages.visit({ scene, hash }, async page => {
    await rows(page).first().waitFor()
    await walk(page)
  })
}

test('a filter is written with the keyboard alone: names, operators and values are offered', async () => {
  await visitRuns(async page => {
    await page.keyboard.press('/')
    await page.keyboard.type('mo')
    await page.getByRole('option', { name: 'model' }).waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('option', { name: 'gpt-5-mini 60' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await field(page).inputValue()).toBe('model:gpt-5-mini ')
    await page.keyboard.type('err')
    await page.getByRole('option', { name: 'status:error' }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')

    await soon(() => total(page).textContent()).toBe('5 runs')
    expect(await runs(page).evaluate(table => table === document.activeElement)).toBe(true)
    await page.keyboard.press('j')
    expect(await current(page).count()).toBe(1)
  })
})

test('a name that does not exist is underlined, and one key puts the right one there', async () => {
  await visitRuns(async page => {
    await page.keyboard.press('/')
    await page.keyboard.type('stauts:error')
    await page.getByText('Did you mean "status"?').waitFor()
    expect(await field(page).getAttribute('aria-invalid')).toBe('true')
    await page.getByText('is used as soon as it can be read').waitFor()

    await page.keyboard.press('Enter')

    await soon(() => total(page).textContent()).toBe('22 runs')
    expect(await field(page).inputValue()).toBe('status:error')
    await page.keyboard.press('Escape')
    await soon(() => total(page).textContent()).toBe('241 runs')
  })
})

test('facets count what the filter leaves, and are taken together within a field', async () => {
  await visitRuns(async page => {
    await page.keyboard.press('f')
    const facets = page.getByRole('complementary', { name: 'Facets' })
    await facets.getByRole('button', { name: 'error 22' }).click()
    await facets.getByRole('button', { name: 'cancelled 13' }).click()
    await soon(() => field(page).inputValue()).toBe('status:error,cancelled')
    await soon(() => total(page).textContent()).toBe('35 runs')

    await facets.getByRole('button', { name: /^gpt-5-mini / }).click()
    await soon(() => field(page).inputValue()).toBe('status:error,cancelled model=gpt-5-mini')
    await facets.getByRole('button', { name: /^error /, pressed: true }).click()
    await soon(() => field(page).inputValue()).toBe('status:cancelled model=gpt-5-mini')
  })
})

test('a filter that finds nothing says which condition is to blame', async () => {
  await visitRuns(async page => {
    await field(page).fill('status:error cost>100')
    await page.getByRole('button', { name: 'Without cost>100: 22 runs' }).click()

    await soon(() => total(page).textContent()).toBe('22 runs')
    await field(page).fill('nowhere')
    await page.getByText('No run fits nowhere').waitFor()
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await soon(() => total(page).textContent()).toBe('241 runs')
  })
})

test('a filter is saved under a name, renamed, used again and forgotten', async () => {
  await visitRuns(async page => {
    await field(page).fill('status:error cost>0.1')
    await page.keyboard.press('Enter')
    const menu = page.getByRole('dialog', { name: 'Saved filters' })
    const saved = menu.getByRole('list', { name: 'Saved filters' })
    await page.getByRole('button', { name: 'Saved filters' }).click()
    await page.keyboard.type('dear failures')
    await page.keyboard.press('Enter')
    await menu.getByRole('button', { name: 'Rename dear failures' }).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('failures')
    await page.keyboard.press('Enter')
    await saved.getByText('failures', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })

    await field(page).fill('')
    await page.getByRole('button', { name: 'Saved filters' }).click()
    await menu.getByRole('list', { name: 'Recent filters' }).getByText('status:error cost>0.1').waitFor()
    await saved.getByText('failures', { exact: true }).click()
    expect(await field(page).inputValue()).toBe('status:error cost>0.1')
    await page.getByRole('button', { name: 'Saved filters' }).click()
    await menu.getByRole('button', { name: 'Forget failures' }).click()
    await soon(() => saved.getByRole('listitem').count()).toBe(0)
  })
})

test('the whole list is ordered by a column, not only what is loaded', async () => {
  await visitRuns(async page => {
    await header(page, 'Cost').getByRole('button').click()
    await soon(() => header(page, 'Cost').getAttribute('aria-sort')).toBe('descending')
    const dearest = await page.evaluate(() => {
      const costs = window.fake.world.runs.map(({ cost }) =>
        cost.sum.confidence === 'unknown' ? 0 : cost.sum.value,
      )
      return Math.max(...costs) / 1e9
    })
    await soon(() => rows(page).first().textContent()).toContain(dearest.toFixed(4))
    await header(page, 'Name').getByRole('button').click()
    await soon(() => rows(page).first().textContent()).toContain('answer: which region is slow?')
    await page.reload()
    await soon(() => header(page, 'Name').getAttribute('aria-sort')).toBe('ascending')
  })
})

test('columns are made wider by pointer and keyboard, hidden and moved, and stay so', async () => {
  await visitRuns(async page => {
    const handle = page.getByRole('separator', { name: 'Width of Models' })
    await handle.focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    expect(await handle.getAttribute('aria-valuenow')).toBe('176')
    const box = await handle.boundingBox()
    if (box === null) throw new Error('The handle is nowhere')
    await page.mouse.move(box.x + 4, box.y + 5)
    await page.mouse.down()
    await page.mouse.move(box.x - 46, box.y + 5)
    await page.mouse.up()
    expect(await handle.getAttribute('aria-valuenow')).toBe('126')

    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('checkbox', { name: 'Session' }).click()
    await page.getByRole('checkbox', { name: 'Cost' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await page.keyboard.press('Escape')
    const names = () =>
      runs(page)
        .getByRole('columnheader')
        .evaluateAll(all => all.map(each => each.textContent))
    const before = await names()
    expect(before.indexOf('Cost')).toBe(before.indexOf('Duration') - 1)
    expect(before).not.toContain('Session')

    await page.reload()
    await rows(page).first().waitFor()
    expect(await names()).toEqual(before)
    expect(await handle.getAttribute('aria-valuenow')).toBe('126')
  })
})

test('several runs are chosen with keys and pointer, starred, tagged and compared', async () => {
  await visitRuns(async page => {
    for (const key of ['j', 'x', 'J', 'J', 'K']) await page.keyboard.press(key)
    await page.getByRole('toolbar', { name: 'Chosen runs' }).getByText('2 chosen').waitFor()
    await rows(page)
      .nth(4)
      .click({ modifiers: ['Shift'] })
    await page.getByText('5 chosen').waitFor()
    await page.keyboard.press('s')
    await soon(() => chosen(page).getByRole('button', { name: 'Starred' }).count()).toBe(5)

    await page.keyboard.press('t')
    await page.keyboard.type('keep, nightly')
    await page.keyboard.press('Enter')
    await soon(() => chosen(page).getByText('nightly').count()).toBe(5)
    await page.keyboard.press('Control+a')
    await page.getByText('100 chosen').waitFor()
    await page.keyboard.press('Escape')
    expect(await chosen(page).count()).toBe(0)

    await runs(page).getByRole('checkbox').nth(0).click()
    expect(await page.getByRole('button', { name: 'Compare' }).last().isDisabled()).toBe(true)
    await runs(page).getByRole('checkbox').nth(2).click()
    await page.keyboard.press('c')
    await soon(() => page.url()).toContain('#/compare')
  })
})

test('a delete is undone where the rows stood, by the message or by a key', async () => {
  await visitRuns(async page => {
    const before = await rows(page).evaluateAll(all => all.slice(0, 5).map(row => row.id))
    const now = () => rows(page).evaluateAll(all => all.slice(0, 5).map(row => row.id))
    for (const key of ['j', 'j', 'x', 'J', 'Delete']) await page.keyboard.press(key)
    await page.getByText('Deleted 2 runs').waitFor()
    await soon(() => total(page).textContent()).toBe('239 runs')
    expect(await now()).not.toContain(before[1])

    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('2 runs back').waitFor()
    await soon(now).toEqual(before)

    await page.keyboard.press('Home')
    await page.keyboard.press('Delete')
    await soon(async () => (await now())[0]).toBe(before[1])
    await page.keyboard.press('Control+z')
    await soon(now).toEqual(before)
    await soon(() => total(page).textContent()).toBe('241 runs')
    await soon(() => page.getByRole('button', { name: /new run/ }).count()).toBe(0)
  })
})

test('a run that changes keeps the row, the selection and the scroll position of the reader', async () => {
  await visitRuns(async page => {
    for (let step = 0; step < 45; step += 1) await page.keyboard.press('j')
    const scrollTop = () => runs(page).evaluate(table => table.scrollTop)
    const [place, id] = [await scrollTop(), await current(page).getAttribute('id')]
    expect(place).toBeGreaterThan(0)
    await page.evaluate(() => {
      const run = window.fake.world.runs[40]
      if (run === undefined) return
      window.fake.world.runs[40] = { ...run, name: 'told anew' }
      window.fake.bridge.announce({ type: 'run-changed', runId: run.runId })
      window.fake.arrive(12)
    })

    await page.getByRole('button', { name: '12 new runs' }).waitFor()
    await runs(page).getByText('told anew').waitFor()
    expect([await scrollTop(), await current(page).getAttribute('id')]).toEqual([place, id])
    await page.keyboard.press('N')
    await runs(page).getByText('arrival 12', { exact: true }).waitFor()
  })
})

test('of fifty thousand runs those that are scrolled to come in, and few are in the page at once', async () => {
  await visitRuns(async page => {
    await soon(() => total(page).textContent()).toBe('50,001 runs')
    let last = 0
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('End')
      const before = last
      await soon(async () => {
        await page.keyboard.press('End')
        last = Number(await current(page).getAttribute('aria-rowindex'))
        return last
      }).toBeGreaterThan(before)
    }
    expect(last).toBeGreaterThan(900)
    expect(await rows(page).count()).toBeLessThan(80)
    await header(page, 'Started').getByRole('button').click()
    await soon(() => rows(page).first().getAttribute('aria-rowindex')).toBe('2')
  }, 'many-runs')
})

test('the filter of a run speaks the same grammar and mends the same mistakes', async () => {
  await visitRuns(async page => {
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.getByRole('tree', { name: 'Spans' }).waitFor()
    await page.keyboard.press('f')
    await page.keyboard.type('knd:tool')
    await page.getByText('Did you mean "kind"?').waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(' duration>1s')

    const spans = page.getByRole('treeitem')
    await soon(() => spans.getByText('edit_file').count()).toBe(1)
    expect(await spans.getByText('read_file').count()).toBe(0)
  })
})

test.each(['dark', 'light'] as const)(
  'nothing serious is wrong for assistive technology, %s',
  async theme => {
    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    await pages.visit({ scene: 'runs', theme }, async page => {
      await rows(page).first().waitFor()
      await page.keyboard.press('f')
      for (const key of ['j', 'x', 'J']) await page.keyboard.press(key)
      await page.getByRole('complementary', { name: 'Facets' }).getByText('planner').waitFor()
      await page.keyboard.press('/')
      await page.keyboard.type('cost>x mo')
      await page.getByRole('option', { name: 'model' }).waitFor()
      await page.evaluate(axe)
      const serious = () =>
        page.evaluate(async () => {
          const { violations } = await (window as never as { axe: typeof import('axe-core') }).axe.run('main')
          return violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(node => node.html.slice(0, 160))}`)
        })
      expect(await serious()).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Columns' }).click()
      expect(await serious()).toEqual([])
    })
  },
)

test('nothing went wrong in any of these pages', () => {
  expect(pages.complaints).toEqual([])
})
