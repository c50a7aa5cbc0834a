import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousProblemsIn } from '../support/accessibility.ts'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' })
const section = (page: Page, name: string) => inspector(page).getByRole('region', { name, exact: true })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const selected = (page: Page) => page.getByRole('treeitem', { selected: true })

/** The nth call of the agent run, counted from 0. */
async function openCall(page: Page, place: number): Promise<void> {
  await page.getByRole('table', { name: 'Runs' }).getByText('fix the failing build').first().click()
  const tree = page.getByRole('tree', { name: 'Spans' })
  await tree.getByText('chat claude-sonnet-4-5').nth(place).click()
  await section(page, 'What it wrote').waitFor()
}

describe('a call of an agent', () => {
  test('says in one line what was sent before: how much, whether it was cached, and since which step', async () => {
    await pages.visit({ scene: 'runs' }, async page => {
      await openCall(page, 3)
      const before = section(page, 'Sent before')

      await before.getByRole('button', { name: '7 messages, 4 tools' }).waitFor()
      await before.getByText(/^[\d,]+ tokens \(estimated\) · cached$/).waitFor()
      const link = before.getByRole('button', { name: /^sent before since step \d+$/ })
      await link.click()
      await section(page, 'New in this call').getByRole('heading', { name: 'The prompt' }).waitFor()
      await page.goBack()
      await link.waitFor()
    })
  })

  test('shows what its tools gave, and goes to the step that ran each and back', async () => {
    await pages.visit({ scene: 'runs' }, async page => {
      await openCall(page, 1)
      const wrote = section(page, 'What it wrote')

      await wrote.getByRole('button', { name: /^returned 1.. B after|^failed/ }).waitFor()
      await wrote.getByText('Expected 3 steps, received 0').waitFor()
      await wrote.getByRole('button', { name: /^ran as step \d+$/ }).click()
      await selected(page).getByText('read_file').waitFor()
      await inspector(page)
        .getByRole('button', { name: /^asked in step \d+$/ })
        .click()
      await expect.poll(() => selected(page).textContent()).toContain('chat claude-sonnet-4-5')

      const fresh = section(page, 'New in this call')
      await fresh.getByText('returned').waitFor()
      await fresh.getByRole('button', { name: /^asked in step \d+$/ }).click()
      await expect.poll(() => selected(page).textContent()).toContain('chat claude-sonnet-4-5')
      await section(page, 'New in this call').getByRole('heading', { name: 'The prompt' }).waitFor()
    })
  })

  test('is searched by keys alone, also where it is folded', async () => {
    await pages.visit({ scene: 'runs' }, async page => {
      await openCall(page, 3)
      await page.keyboard.press('Enter')
      await page.keyboard.press('/')
      await page.keyboard.type('since this morning')

      const found = inspector(page).getByRole('search')
      await found.getByText('1 of 1').waitFor()
      await inspector(page).locator('mark[data-current]').getByText('since this morning').waitFor()
      await page.keyboard.press('Control+a')
      await page.keyboard.type('PLAN')
      await found.getByText(/^1 of \d+$/).waitFor()
      await page.keyboard.press('Enter')
      await found.getByText(/^2 of \d+$/).waitFor()
      await page.keyboard.press('Shift+Enter')
      await page.keyboard.press('Shift+Enter')
      await expect.poll(async () => /^(\d+) of \1$/.test((await found.textContent()) ?? '')).toBe(true)
      await page.keyboard.press('Escape')

      await found.waitFor({ state: 'detached' })
      expect(await inspector(page).locator('mark').count()).toBe(0)
      await page.keyboard.press('Escape')
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toMatch(/^tree/)
    })
  })

  test('is copied as a program and as a link', async () => {
    await pages.visit({ scene: 'runs' }, async page => {
      await openCall(page, 1)
      const button = inspector(page).getByRole('button', { name: 'Copy', exact: true })
      await button.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menu', { name: 'Copy as' }).waitFor()
      for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.getByText('Copied: Python').waitFor()
      expect(await clipboard(page)).toContain('client = Anthropic(api_key=os.environ["ANTHROPIC_API_KEY"])')

      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Link' }).click()
      await page.getByText('Copied: Link').waitFor()
      const address = await clipboard(page)
      expect(address).toContain(`#/runs/`)
      expect(address).toContain('span=')
    })
  })

  test('keeps the look its reader chose, and a message may have its own', async () => {
    await pages.visit({ scene: 'runs' }, async page => {
      await openCall(page, 0)
      const look = (name: string) => inspector(page).getByRole('button', { name, exact: true })
      await look('Raw').click()
      await section(page, 'What it wrote').getByText('{"arguments":{"path":"package.json"}').waitFor()
      await page.reload()
      await section(page, 'What it wrote').getByText('{"arguments":{"path":"package.json"}').waitFor()
      expect(await look('Raw').getAttribute('aria-pressed')).toBe('true')

      await inspector(page)
        .getByRole('combobox', { name: 'Show this assistant message as' })
        .selectOption('Text')
      await section(page, 'What it wrote').getByText('path', { exact: true }).waitFor()
    })
  })
})

describe('whatever a block can be', () => {
  test('is shown from its own bytes, and nothing is fetched or run', async () => {
    await pages.visit({ scene: 'varied' }, async page => {
      const asked: string[] = []
      page.on('request', request => asked.push(request.url()))
      await openCall(page, 0)
      const fresh = section(page, 'New in this call')

      const picture = fresh.getByRole('img')
      expect(await picture.getAttribute('src')).toMatch(/^blob:/)
      await fresh.getByText('image/png · 16 × 8 ·').waitFor()
      await fresh.getByText('told as image/jpeg').waitFor()
      expect(await fresh.locator('audio').getAttribute('src')).toMatch(/^blob:/)
      const download = page.waitForEvent('download')
      await fresh.getByRole('button', { name: 'Save' }).last().click()
      expect((await download).suggestedFilename()).toMatch(/^file-.*\.pdf$/)

      await inspector(page).getByRole('button', { name: 'Markdown', exact: true }).click()
      await fresh.getByRole('heading', { name: 'The plan' }).waitFor()
      await fresh.getByRole('cell', { name: 'a.ts' }).waitFor()
      await fresh.getByText('<b onclick=').waitFor()
      await fresh.getByText('Picture, not loaded: a picture').waitFor()
      expect(await fresh.getByRole('link').count()).toBe(0)
      await fresh.getByRole('button', { name: 'harmless link' }).click()
      await fresh.getByText('https://example.com/?stolen=secret').waitFor()
      expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
      expect(asked.filter(url => !url.startsWith('blob:') && !url.includes('/assets/'))).toEqual([])
    })
  })

  test('tells of spaces nobody sees when asked, and of a tool as a table', async () => {
    await pages.visit({ scene: 'varied' }, async page => {
      await openCall(page, 0)
      const fresh = section(page, 'New in this call')
      await inspector(page).getByRole('button', { name: 'Mark tabs and spaces at line ends' }).click()
      expect(await fresh.locator('[data-tip="Spaces at the end of the line"]').textContent()).toBe('   ')
      expect(await fresh.locator('[data-tip="A tab"]').count()).toBe(1)

      await fresh.getByRole('button', { name: '1 tool' }).click()
      await fresh.getByRole('button', { name: 'edit_file' }).click()
      await fresh.getByRole('row', { name: 'path required string Where the file is' }).waitFor()
      await fresh.getByText('One of replace, append').waitFor()
    })
  })

  test('of ten megabytes opens whole, builds only the rows in sight, and is searched to its end', async () => {
    await pages.visit({ scene: 'varied' }, async page => {
      await openCall(page, 0)
      await page.evaluate(watchLongTasks)
      await inspector(page).getByRole('button', { name: 'Show all 10 MB' }).click()
      const text = inspector(page).getByRole('region', { name: 'Text of 10 MB' })
      await inspector(page)
        .getByText(/^1\d\d,\d{3} rows, wrapped to the width$/)
        .waitFor()
      await text.focus()
      await page.keyboard.press('End')
      await text.getByText('THE LAST WORDS').waitFor()
      expect(await text.locator('div').count()).toBeLessThan(80)

      await page.keyboard.press('Control+f')
      await page.keyboard.type('end 0065000')
      await inspector(page).getByText('1 of 1').waitFor()
      await text.locator('mark').getByText('end 0065000').waitFor()
      const { longestMs, passMs } = await page.evaluate(timeOnePass)
      expect(longestMs).toBeLessThan(12 * passMs)
    })
  })

  test('and an answer that is told twice leads to the span that counts', async () => {
    await pages.visit({ scene: 'varied' }, async page => {
      await openCall(page, 0)
      await inspector(page).getByText('Another span tells the same answer').waitFor()
      await inspector(page)
        .getByRole('button', { name: /^Go to span/ })
        .click()
      await section(page, 'Sent before').waitFor()
    })
  })
})

test.each(['dark', 'light'] as const)('axe finds nothing serious in the %s theme', async theme => {
  await pages.visit({ scene: 'varied', theme }, async page => {
    await openCall(page, 0)
    const folds = inspector(page).locator('button[aria-expanded=false]:not([aria-haspopup])')
    while ((await folds.count()) > 0) await folds.first().click()
    for (const tab of ['Conversation', 'Tokens & cost', 'Attributes', 'Events & links']) {
      await inspector(page).getByRole('tab', { name: tab }).click()
      expect(await seriousProblemsIn(page, 'section[aria-label=Inspector]')).toEqual([])
    }
  })
})

test('nothing went wrong in any of these pages, and none broke the content policy', () => {
  expect(pages.complaints).toEqual([])
})

/** Runs in the page: remembers the longest time in which nothing else could happen. */
function watchLongTasks(): void {
  window.longestMs = 0
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) window.longestMs = Math.max(window.longestMs, duration)
  }).observe({ type: 'longtask' })
}

/** Runs in the page: what one pass over the largest text costs on this machine, to hold the longest task against. */
function timeOnePass(): { longestMs: number; passMs: number } {
  const texts = [...window.fake.world.blocks.values()].map(block => block.text)
  const startMs = performance.now()
  const lines = texts.join('').split('\n').length
  const bytes = new TextEncoder().encode(texts.join('')).length
  const passMs = performance.now() - startMs
  return { longestMs: window.longestMs, passMs: lines + bytes > 0 ? passMs : 0 }
}

declare global {
  interface Window {
    longestMs: number
  }
}
