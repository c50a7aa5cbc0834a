import type { Page } from 'playwright-core'
import type { Row } from '../../row.ts'
import { WrongResultError } from '../../scenario.ts'
import type { UiScenario } from '../scenario.ts'
import { type Flood, makeFlood, sendSteadily } from '../send-steadily.ts'
import { inputRow, watchKeys } from '../watch-input.ts'
import { type MeasuredWindow, showRun, showRuns } from '../with-window.ts'

const LEAST_SHOWN_PART = 0.5
/** Between two keys of somebody in a hurry. */
const PAUSE_MS = 80

export const flood: UiScenario = {
  name: 'flood',
  summary: 'from a key to the frame that shows it, while 5,000 spans a second come in',
  async run(window) {
    const { page, floodSeconds } = window
    await showRuns(page)
    const many = await pressDuring(
      window,
      makeFlood(floodSeconds, false, 11),
      'the list of runs',
      async () => {},
    )
    const grows = makeFlood(floodSeconds, true, 12)
    const one = await pressDuring(window, grows, 'a run that grows', () => showRun(page, grows.runId))
    await expectGrown(page, floodSeconds * 5_000)
    await showRuns(page)
    return [many, one]
  },
}

/** Presses keys as a reader does, for as long as spans come in. */
async function pressDuring(
  { page, host }: MeasuredWindow,
  sent: Flood,
  figure: string,
  open: () => Promise<void>,
): Promise<Row> {
  let isOver = false
  const sending = sendSteadily(host.http.port, sent).finally(() => {
    isOver = true
  })
  await open()
  const latencies = await watchKeys(page)
  for (let index = 0; !isOver; index += 1) {
    await page.keyboard.press(index % 6 < 3 ? 'j' : 'k')
    await page.waitForTimeout(PAUSE_MS)
  }
  await sending
  return inputRow('flood', figure, await latencies())
}

/** A window that shows nothing of what came in answers keys quickly. */
async function expectGrown(page: Page, spans: number): Promise<void> {
  const header = page.getByRole('main', { name: 'Run' }).locator('header').first()
  const shown = Number(
    /Spans([\d,]+)/.exec((await header.textContent()) ?? '')?.[1]?.replaceAll(',', '') ?? 0,
  )
  if (shown < spans * LEAST_SHOWN_PART) {
    throw new WrongResultError(`the run that grew showed ${shown} of ${spans} spans`)
  }
}
