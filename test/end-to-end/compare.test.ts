import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowserHost } from '../support/launch-browser-host.ts'
import type { RunningApp } from '../support/running-app.ts'
import { type ScriptedRun, scriptedExport } from '../support/scripted-run.ts'
import { makeTempDir } from '../support/temp-dir.ts'

const list = { tool: 'list_files', arguments: { path: 'src' } }
const files = (names: readonly string[], ticket: string) => JSON.stringify({ names, ticket })
const read = { tool: 'read_file', arguments: { path: 'src/main.ts' }, result: 'export {}' }
const bash = { tool: 'bash', arguments: { command: 'cat src/main.ts' }, result: 'export {}' }

const left: ScriptedRun = {
  runId: 'a'.repeat(32),
  name: 'look after files',
  question: 'What is in main.ts?',
  turns: [
    { calls: [{ ...list, result: files(['main.ts', 'help.ts'], 'ticket-17') }] },
    { calls: [read] },
    { says: 'It is empty.' },
  ],
}
const right: ScriptedRun = {
  ...left,
  runId: 'b'.repeat(32),
  turns: [
    { calls: [{ ...list, result: files(['main.ts'], 'ticket-99') }] },
    { calls: [bash] },
    { says: 'It is empty.' },
  ],
}
/** The left one again, but for the number of its ticket. */
const again: ScriptedRun = {
  ...left,
  runId: 'c'.repeat(32),
  turns: [
    { calls: [{ ...list, result: files(['main.ts', 'help.ts'], 'ticket-18') }] },
    ...left.turns.slice(1),
  ],
}

const dir = makeTempDir()
let app: RunningApp

beforeAll(async () => {
  app = await launchBrowserHost({ dataDir: join(dir.path, 'data') })
  app.page.setDefaultTimeout(10_000)
  for (const run of [left, right, again]) {
    const response = await fetch(`http://127.0.0.1:${app.otlpHttpPort}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(scriptedExport(run)),
    })
    expect(response.status).toBe(200)
  }
})
afterAll(async () => {
  await app?.close()
  dir.remove()
})

const steps = (page: Page) => page.getByRole('treegrid', { name: 'Steps of both runs' })
const details = (page: Page) => page.getByRole('region', { name: 'Details' })

async function choose(page: Page, side: 'A' | 'B', filter: string): Promise<void> {
  await page.getByRole('combobox', { name: `Run ${side}` }).fill(filter)
  await page.getByRole('option').waitFor()
  await expect.poll(() => page.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Enter')
}

test('two runs are chosen by typing, and the planted difference is named with its cause and its texts', async () => {
  const { page } = app
  await page.keyboard.press('Control+2')
  await page.keyboard.press('A')
  await choose(page, 'A', left.runId)
  await choose(page, 'B', right.runId)

  await page.getByText('At step 2 list_files gave another result for the same arguments').waitFor()
  await page.getByText('At step 3 the model chose bash instead of read_file').waitFor()
  await page.keyboard.press('d')
  const keys = details(page).getByRole('table', { name: 'Differences by key' })
  await keys.waitFor()
  expect(await keys.getByRole('row').allInnerTexts()).toEqual([
    expect.stringMatching(/Key\s+A\s+B/),
    expect.stringMatching(/names\[1\]\s+"help.ts"/),
    expect.stringMatching(/ticket\s+"ticket-17"\s+"ticket-99"/),
  ])
  await page.keyboard.press('D')
  await details(page).getByText('prompt: result of list_files (step 2)').waitFor()
  await details(page).getByText('answer: call of bash').waitFor()

  await page.keyboard.press('b')
  await page.getByRole('tree', { name: 'Spans' }).waitFor()
  expect(page.url()).toContain(`#/runs/${right.runId}?span=`)
  await page.goBack()
  await steps(page).getByText('parted here').waitFor()
})

test('a rule that is added makes the runs the same, and one that is wrong says why', async () => {
  const { page } = app
  await page.keyboard.press('B')
  await choose(page, 'B', again.runId)
  await page.getByText('At step 2 list_files gave another result').waitFor()

  await page.keyboard.press('i')
  await details(page).getByRole('textbox', { name: 'Name of another rule' }).fill('ticket')
  const expression = details(page).getByRole('textbox', { name: 'Expression of another rule' })
  await expression.fill('ticket-[0-9')
  await details(page).getByRole('alert').getByText('This is no regular expression').waitFor()
  await expression.fill('ticket-[0-9]+')
  await page.keyboard.press('Enter')

  await page.getByText('Identical: all 5 steps are the same, but for ticket ×').waitFor()
  const rule = details(page).getByRole('listitem').filter({ hasText: 'ticket' })
  await rule.getByText(/^×\d/).waitFor()

  await details(page).getByRole('checkbox', { name: 'Ignore nothing in this comparison' }).check()
  await page.getByText('At step 2 list_files gave another result').waitFor()
})

test('several runs are held against the first in one table', async () => {
  const { page } = app
  await page.goto(
    page.url().replace(/#.*/, `#/compare?left=${left.runId}&right=${right.runId}&others=${again.runId}`),
  )
  const table = page.getByRole('table', { name: 'Runs compared with the first' })
  await table.getByText('At step 3 the model chose bash instead of read_file').waitFor()
  await table.getByText('Identical: all 5 steps are the same, but for ticket ×').waitFor()
  await table.getByText('100 %').waitFor()
})
