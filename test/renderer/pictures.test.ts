import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hexId } from '../support/renderer-data.ts'
import { LOOP_RUN_ID } from '../support/renderer-loop-run.ts'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

const LARGE_RUN_ID = hexId(32, 0xb16)
/** What is read slowly is read again rarely. */
const PATIENTLY = { timeout: 10_000 }

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

const graph = (page: Page) => page.getByRole('region', { name: 'Graph', exact: true })
const nodes = (page: Page) => graph(page).locator('.react-flow__node')
const active = (page: Page) => graph(page).locator('[data-selected]')
const map = (page: Page) => page.getByRole('region', { name: 'Context map', exact: true })
const heading = (page: Page) => page.getByRole('region', { name: 'Inspector' }).getByRole('heading').first()
const spot = (page: Page) => map(page).getByRole('status')

async function visit(
  show: 'graph' | 'context',
  walk: (page: Page) => Promise<void>,
  { runId = LOOP_RUN_ID, scene = 'loop', theme = 'dark' as 'dark' | 'light' } = {},
): Promise<void> {
  await pages.visit({ scene, theme, hash: `#/runs/${runId}?show=${show}` }, async page => {
    await (show === 'graph' ? nodes(page).first() : map(page).locator('canvas').first()).waitFor()
    await walk(page)
  })
}

async function seriousIn(page: Page, selector: string): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'))
  return page.evaluate(async wanted => {
    const { violations } = await window.axe.run(wanted)
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes: found }) => `${id}: ${found[0]?.html}`)
  }, selector)
}

describe('the graph', () => {
  test('folds a loop into one node that says what differs, and unfolds it with a key', async () => {
    await visit('graph', async page => {
      await page.keyboard.press('3')
      await nodes(page).getByText('only `page` differs').waitFor()
      await expect.poll(() => nodes(page).count(), PATIENTLY).toBe(2)
      expect(await graph(page).locator('[data-edge=repeat]').getAttribute('data-tip')).toContain('7 times')

      await page.keyboard.press('u')
      await expect.poll(() => nodes(page).count(), PATIENTLY).toBe(15)
      await page.keyboard.press('u')

      await expect.poll(() => nodes(page).count(), PATIENTLY).toBe(2)
    })
  })

  test('is walked along its edges with the arrow keys, and the inspector follows', async () => {
    await visit('graph', async page => {
      await page.keyboard.press('2')
      await page.keyboard.press('u')
      await expect.poll(() => nodes(page).count(), PATIENTLY).toBe(16)
      expect(await active(page).textContent()).toContain('chat gpt-5')

      await page.keyboard.press('ArrowDown')
      await expect.poll(() => active(page).textContent()).toContain('execute_tool fetch')
      expect(await heading(page).textContent()).toContain('execute_tool fetch')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')

      await expect.poll(() => active(page).textContent()).toContain('reader')
      await graph(page).getByRole('status').filter({ hasText: 'agent reader' }).waitFor()
    })
  })

  test('says in a list what each node leads to', async () => {
    await visit('graph', async page => {
      await page.keyboard.press('3')
      const list = graph(page).getByRole('list', { name: 'Graph as a list' })

      await list
        .getByRole('button', { name: /model → `fetch`, 7 times.*gave its result to chat gpt-5/ })
        .waitFor()
    })
  })

  test('dashes what is only guessed and says so', async () => {
    await visit(
      'graph',
      async page => {
        await page.keyboard.press('3')
        const guess = graph(page).locator('[data-guess]').first()
        await guess.waitFor({ state: 'attached' })

        expect(await guess.getAttribute('data-tip')).toContain('A guess: nothing recorded says what led here')
        await graph(page).getByText('dashed: guessed').waitFor()
      },
      { runId: hexId(32, 0xa11ce) },
    )
  })

  test('stays where it is when the run grows, and takes in what came', async () => {
    await visit('graph', async page => {
      await page.keyboard.press('u')
      await expect.poll(() => nodes(page).count(), PATIENTLY).toBe(16)
      const before = await active(page).boundingBox()

      await page.evaluate(runId => {
        const spans = window.fake.world.spans.get(runId) ?? []
        const [root] = spans
        if (root === undefined) return
        for (const index of [1, 2, 3]) {
          const place = { spanId: `aaaaaaaaaaaaaaa${index}`, parentSpanId: root.spanId, startNs: index }
          spans.push({ ...root, ...place, kind: 'tool', name: `late ${index}` })
        }
        window.fake.bridge.announce({ type: 'run-changed', runId })
      }, LOOP_RUN_ID)

      await expect.poll(() => nodes(page).count(), PATIENTLY).toBe(19)
      await expect.poll(async () => active(page).boundingBox(), PATIENTLY).toEqual(before)
    })
  })

  test('lays out thousands of nodes beside the page, which goes on answering', async () => {
    await visit(
      'graph',
      async page => {
        await graph(page).getByText('5,000 of 6,000 nodes, the first ones').waitFor()
        await graph(page).getByText('Laying out').waitFor()
        const first = await active(page).textContent()

        await page.keyboard.press('ArrowRight')

        await expect.poll(() => active(page).textContent(), PATIENTLY).not.toBe(first)
        await graph(page).getByRole('button', { name: 'Stop' }).click()
        await graph(page).getByText('Laying out').waitFor({ state: 'detached' })
      },
      { scene: 'thousands', runId: LARGE_RUN_ID },
    )
  })
})

describe('the context map', () => {
  test('is read with the keys alone: call by call, block by block, to the step a block came from', async () => {
    await visit('context', async page => {
      await spot(page).getByText('Call 1').waitFor()
      await page.keyboard.press('End')
      await spot(page).getByText('Call 8').waitFor()
      expect(page.url()).toContain('span=')

      await page.keyboard.press('ArrowUp')
      await spot(page).getByText('system prompt').waitFor()
      await page.keyboard.press('ArrowDown')
      for (let position = 0; position < 3; position += 1) await page.keyboard.press('ArrowUp')
      await spot(page).getByText('result of `fetch` from step').waitFor()
      expect(await spot(page).textContent()).toMatch(/\d+ tokens \(estimated\) · in \d+ call/)
      await page.keyboard.press('o')

      await expect.poll(() => heading(page).textContent()).toContain('execute_tool fetch')
    })
  })

  test('says the same in a table', async () => {
    await visit('context', async page => {
      await page.keyboard.press('v')
      const rows = map(page).getByRole('row')
      await expect.poll(() => rows.count()).toBe(9)
      expect(await rows.nth(8).textContent()).toContain('gpt-5')

      await rows.nth(3).getByRole('button', { name: 'Select call 3' }).click()

      await expect.poll(() => rows.nth(3).getAttribute('aria-current')).toBe('true')
    })
  })

  test('shows a range of calls, and all of them again', async () => {
    await visit('context', async page => {
      const frame = map(page).getByRole('img')
      const box = await frame.boundingBox()
      if (box === null) throw new Error('There is no map')
      const at = (call: number) => box.x + (call * Math.min(64 * 8, box.width)) / 8
      await page.mouse.move(at(2.5), box.y + 50)
      await page.mouse.down()
      await page.mouse.move(at(5.5), box.y + 60)
      await page.mouse.up()
      await map(page).getByText('calls 3 to 6 of 8 calls').waitFor()

      await page.keyboard.press('0')
      await map(page).getByText('8 calls · heights are estimated tokens').waitFor()
      await page.keyboard.press('+')

      await map(page).getByText('calls 1 to 5 of 8 calls').waitFor()
    })
  })

  test('tells what is under the pointer, and a click selects its call', async () => {
    await visit('context', async page => {
      const box = await map(page).getByRole('img').boundingBox()
      if (box === null) throw new Error('There is no map')
      const column = Math.min(64, box.width / 8)
      await page.mouse.move(box.x + column * 6.6, box.y + box.height - 60)
      await spot(page).getByText('Call 7').waitFor()
      await page.mouse.down()
      await page.mouse.up()

      await expect.poll(() => page.url()).toContain(`span=${hexId(16, 0x2000 + 13)}`)
    })
  })
})

test.each(['dark', 'light'] as const)(
  'assistive technology finds nothing seriously wrong in %s',
  async theme => {
    await visit('graph', async page => expect(await seriousIn(page, 'main [class*=side]')).toEqual([]), {
      theme,
    })
    await visit(
      'context',
      async page => {
        expect(await seriousIn(page, 'main [class*=side]')).toEqual([])
        await page.keyboard.press('v')
        await map(page).getByRole('table').waitFor()
        expect(await seriousIn(page, 'main [class*=side]')).toEqual([])
      },
      { theme },
    )
  },
)

test('nothing went wrong in any of these pages', () => {
  expect(pages.complaints).toEqual([])
})

declare global {
  interface Window {
    axe: typeof import('axe-core')
  }
}
