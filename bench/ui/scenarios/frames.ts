import type { Page } from 'playwright-core'
import type { UiScenario } from '../scenario.ts'
import { frameRow, watchFrames } from '../watch-frames.ts'
import { showRun } from '../with-window.ts'

const TURNS = 90

export const frames: UiScenario = {
  name: 'frames',
  summary:
    'frames a second while a long run is scrolled, zoomed and panned with the wheel, and while it plays',
  async run({ page, store }) {
    await showRun(page, store.longRunId)
    await page.bringToFront()
    await moveToBars(page)
    const row = async (figure: string, act: () => Promise<void>) =>
      frameRow('frames', figure, await watchFrames(page, act))
    return [
      await row('scroll', () => turn(page, 0, index => (index < (TURNS * 2) / 3 ? 240 : -480))),
      await row('zoom', () =>
        withKey(page, 'Control', () => turn(page, 0, index => (index < TURNS / 2 ? -60 : 60))),
      ),
      await row('pan, zoomed in', async () => {
        await page.keyboard.press('+')
        await page.keyboard.press('+')
        await turn(page, 60, () => 0)
      }),
      await row('play', async () => {
        await page.keyboard.press('0')
        await page.keyboard.press('Space')
        await turn(page, 0, () => 0)
        await page.keyboard.press('Space')
        await page.keyboard.press('Escape')
      }),
    ]
  },
}

async function moveToBars(page: Page): Promise<void> {
  const box = await page.getByRole('tree', { name: 'Spans' }).boundingBox()
  if (box === null) throw new Error('The run is not on the screen')
  await page.mouse.move(box.x + box.width * 0.55, box.y + box.height / 2)
}

/** One turn of the wheel after the other, each when the page has taken the one before. */
async function turn(page: Page, deltaX: number, deltaY: (index: number) => number): Promise<void> {
  for (let index = 0; index < TURNS; index += 1) {
    await page.mouse.wheel(deltaX, deltaY(index))
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
}

async function withKey(page: Page, key: string, act: () => Promise<void>): Promise<void> {
  await page.keyboard.down(key)
  await act()
  await page.keyboard.up(key)
}
