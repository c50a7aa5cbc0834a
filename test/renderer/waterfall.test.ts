import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hexId } from '../support/renderer-data.ts'
import { openRendererPages, type RendererPages } from '../support/renderer-page.ts'

const RUN_ID = hexId(32, 0xa11ce)

let pages: RendererPages

beforeAll(async () => {
  pages = await openRendererPages()
})
afterAll(async () => {
  await pages?.close()
})

const spans = (page: Page) => page.getByRole('tree', { name: 'Spans', exact: true })
const selected = (page: Page) => page.getByRole('treeitem', { selected: true })
const playhead = (page: Page) => page.getByRole('region', { name: 'Playhead' })
const canvases = (page: Page) => page.locator('main canvas')

async function visitRun(walk: (page: Page) => Promise<void>): Promise<void> {
  await pages.visit({ scene: 'runs', hash: `#/runs/${RUN_ID}` }, async page => {
    await spans(page).getByRole('treeitem').first().waitFor()
    await canvases(page).nth(1).waitFor()
    await walk(page)
  })
}

/** Moves the pointer to a part of the width of the bars and reads the moment that the cursor names there. */
async function momentAt(page: Page, part: number): Promise<string> {
  const box = await canvases(page).nth(1).boundingBox()
  if (box === null) throw new Error('There are no bars')
  await page.mouse.move(box.x + box.width * part - 2, box.y + 20)
  await page.mouse.move(box.x + box.width * part, box.y + 20)
  return (await page.locator('[class*=moment]').textContent()) ?? ''
}

/** How many of the pixels in the middle of each of the first rows are painted. */
async function inkOfRows(page: Page, count: number): Promise<number[]> {
  return await canvases(page)
    .nth(1)
    .evaluate((element, rows) => {
      if (!(element instanceof HTMLCanvasElement)) return []
      const scale = element.height / element.clientHeight
      const height = Math.round(rows * 28 * scale)
      const { data = [] } = element.getContext('2d')?.getImageData(0, 0, element.width, height) ?? {}
      return Array.from({ length: rows }, (_, row) => {
        const start = Math.round((row * 28 + 14) * scale) * element.width * 4
        const line = data.slice(start, start + element.width * 4)
        return line.filter((value, place) => place % 4 === 3 && value > 200).length
      })
    }, count)
}

test('each row has a bar as long as its span, and its tip has the exact figures', async () => {
  await visitRun(async page => {
    const [root = 0, child = 0] = await inkOfRows(page, 2)
    expect(root).toBeGreaterThan(child * 3)
    expect(child).toBeGreaterThan(20)

    await momentAt(page, 0.5)
    await page.getByText('41.300 s').waitFor({ state: 'attached' })
  })
})

test('time is zoomed at the pointer, panned and shown whole again', async () => {
  await visitRun(async page => {
    const whole = await momentAt(page, 0.8)
    const middle = await momentAt(page, 0.5)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -400)
    await page.keyboard.up('Control')
    await page.getByRole('button', { name: 'Show all of the run' }).waitFor()
    expect(Number.parseFloat(await momentAt(page, 0.5))).toBeCloseTo(Number.parseFloat(middle), 0)
    const zoomed = Number.parseFloat(await momentAt(page, 0.8))
    expect(zoomed).toBeLessThan(Number.parseFloat(whole))

    await page.keyboard.press('d')
    await expect.poll(async () => Number.parseFloat(await momentAt(page, 0.8))).toBeGreaterThan(zoomed)
    await page.keyboard.press('0')
    await expect.poll(() => momentAt(page, 0.8)).toBe(whole)
  })
})

test('a range that is dragged on the axis is looked at, and a double click on a bar fits its span', async () => {
  await visitRun(async page => {
    const box = await canvases(page).first().boundingBox()
    if (box === null) throw new Error('There is no axis')
    await page.mouse.move(box.x + box.width * 0.2, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.4, box.y + 40, { steps: 4 })
    await page.mouse.up()
    await page.getByRole('button', { name: 'Show all of the run' }).waitFor()
    expect(Number.parseFloat(await momentAt(page, 0.99))).toBeLessThan(20)

    await page.keyboard.press('0')
    const bars = await canvases(page).nth(1).boundingBox()
    if (bars === null) throw new Error('There are no bars')
    await page.mouse.dblclick(bars.x + 5, bars.y + 28 * 1.5)
    await expect.poll(async () => Number.parseFloat(await momentAt(page, 0.99))).toBeLessThan(9)
  })
})

test('pauses are folded, and unfolded with a key', async () => {
  await visitRun(async page => {
    const folded = await momentAt(page, 0.5)
    await page.keyboard.press('i')
    await page.getByRole('button', { name: 'Fold pauses', pressed: false }).waitFor()
    await expect.poll(() => momentAt(page, 0.5)).not.toBe(folded)
  })
})

test('lanes by agent are moved through with the keys', async () => {
  await visitRun(async page => {
    await page.keyboard.press('L')
    const lanes = page.getByRole('tree', { name: 'Spans by agent' })
    await lanes.getByRole('treeitem', { name: /^coder.*at chat claude-sonnet-4-5$/ }).waitFor()
    await page.keyboard.press('j')
    await lanes.getByRole('treeitem', { name: /^coder.*at chat claude-sonnet-4-5$/ }).waitFor()
    await page.keyboard.press('j')
    await lanes.getByRole('treeitem', { name: /^coder.*at read_file$/ }).waitFor()
    await page.keyboard.press('L')
    await selected(page).getByText('read_file').waitFor()
  })
})

test('the run is stepped through with the keys: later spans are dimmed and what was spent is told', async () => {
  await visitRun(async page => {
    for (let step = 0; step < 8; step += 1) await page.keyboard.press('.')
    await playhead(page).getByText('step 8 of 20').waitFor()
    await page.keyboard.press(',')
    await playhead(page).getByText('step 7 of 20').waitFor()
    await playhead(page).getByText('At least $0.0092').waitFor({ state: 'attached' })
    expect(await page.locator('[role=treeitem][data-later]').count()).toBeGreaterThan(8)

    await page.keyboard.press('Escape')
    await playhead(page).getByText('step 7').waitFor({ state: 'detached' })
    expect(await page.locator('[role=treeitem][data-later]').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByRole('table', { name: 'Runs' }).waitFor()
  })
})

test('it plays until the first error and stands there', async () => {
  await visitRun(async page => {
    await page.keyboard.press('!')
    await playhead(page).getByRole('button', { name: 'Pause' }).waitFor()
    await playhead(page).getByRole('button', { name: 'Play', exact: true }).waitFor()
    await selected(page).getByText('bash').waitFor()
    await page.keyboard.press('$')
    await page.keyboard.type('99')
    await page.keyboard.press('Enter')
    await page.getByText('The known cost of the run never passes that').waitFor()
  })
})

/** As many spans come in at the beginning of the run, above everything that is read. */
async function comeInAbove(page: Page, runId: string, count: number): Promise<void> {
  await page.evaluate(
    ([id, howMany]) => {
      const list = window.fake.world.spans.get(id)
      const [root, first] = list ?? []
      if (list === undefined || root === undefined || first === undefined) return
      for (let index = 0; index < howMany; index += 1) {
        const spanId = `fa${list.length.toString(16).padStart(14, '0')}`
        list.push({ ...first, spanId, parentSpanId: root.spanId, name: `late ${index}`, startNs: 1 })
      }
      window.fake.bridge.announce({ type: 'run-changed', runId: id })
    },
    [runId, count] as const,
  )
}

test('a run that grows moves neither what is selected nor what is read, and waits while it is frozen', async () => {
  await pages.visit({ scene: 'runs', height: 700 }, async page => {
    await page.evaluate(runId => {
      window.fake.world.runs = window.fake.world.runs.map(run =>
        run.runId === runId ? { ...run, state: 'open', status: 'running' } : run,
      )
      location.hash = `#/runs/${runId}`
    }, RUN_ID)
    await page.getByRole('button', { name: 'Freeze' }).waitFor()
    await page.keyboard.press('End')
    await selected(page).getByText('flush metrics').waitFor()
    const tops = async () => {
      const texts = ['flush metrics', 'done?']
      return await Promise.all(texts.map(async text => (await spans(page).getByText(text).boundingBox())?.y))
    }
    const before = await tops()
    expect(Math.min(...before.map(top => top ?? 0))).toBeGreaterThan(0)

    await comeInAbove(page, RUN_ID, 12)
    await expect.poll(() => spans(page).evaluate(tree => tree.scrollHeight)).toBeGreaterThan(33 * 28)
    await expect.poll(tops).toEqual(before)
    await selected(page).getByText('flush metrics').waitFor()

    await page.keyboard.press('z')
    await page.getByRole('button', { name: 'Frozen' }).waitFor()
    await comeInAbove(page, RUN_ID, 3)
    await page.getByRole('button', { name: '3 new spans waiting' }).waitFor()
    await page.keyboard.press('z')
    await page.getByRole('button', { name: 'Freeze' }).waitFor()
  })
})

test('assistive technology finds nothing seriously wrong in the tree and in the lanes', async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
  await visitRun(async page => {
    await page.evaluate(axe)
    const seriousIn = () =>
      page.evaluate(async () => {
        const { violations } = await window.axe.run('main [class*=side]')
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
      })
    expect(await seriousIn()).toEqual([])
    await page.keyboard.press('L')
    await page.getByRole('tree', { name: 'Spans by agent' }).waitFor()
    expect(await seriousIn()).toEqual([])
  })
})

test('nothing went wrong in any of these pages', () => {
  expect(pages.complaints).toEqual([])
})

declare global {
  interface Window {
    axe: typeof import('axe-core')
  }
}
