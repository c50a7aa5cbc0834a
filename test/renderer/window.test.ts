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
const spans = (page: Page) => page.getByRole('tree', { name: 'Spans' })
const inspector = (page: Page) => page.getByRole('region', { name: 'Inspector' })
const selectedSpan = (page: Page) => page.getByRole('treeitem', { selected: true })
const currentRun = (page: Page) => runs(page).locator('[aria-current=true]')

async function openSampleRun(page: Page): Promise<void> {
  await runs(page).getByText('fix the failing build').first().click()
  await spans(page).waitFor()
}

test('the empty window leads to a first run', async () => {
  await pages.visit({ scene: 'empty' }, async page => {
    await page.getByText('OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318').waitFor()
    await page.getByRole('tab', { name: 'Python' }).click()
    await page.getByText('os.environ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf"').waitFor()
    await page.getByRole('tab', { name: 'gRPC' }).click()
    await page.getByText('http://127.0.0.1:4317').waitFor()

    await page.getByRole('button', { name: 'Load the sample run' }).click()

    await spans(page).getByText('search the repository').waitFor()
    await page.keyboard.press('Escape')
    await runs(page).getByText('fix the failing build').waitFor()
  })
})

test('the environment lines can be copied', async () => {
  await pages.visit({ scene: 'empty' }, async page => {
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()

    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('4318')
  })
})

test('a taken port names its holder and is left with one click', async () => {
  await pages.visit({ scene: 'port-taken' }, async page => {
    await page.getByText('port 4317 is held by otelcol-contrib (process 812)').waitFor()

    await page.getByRole('button', { name: 'Listen on 4319' }).click()

    await page.getByText('listening on 127.0.0.1:4319').waitFor()
  })
})

test('a dropped file is recorded and its skipped lines are named', async () => {
  await pages.visit({ scene: 'empty' }, async page => {
    const drop = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['{"resourceSpans":[]}'], 'trace.jsonl'))
      data.items.add(new File(['no json'], 'notes.txt'))
      return data
    })
    await page.getByRole('main').dispatchEvent('drop', { dataTransfer: drop })

    await page.getByText('trace.jsonl: 22 spans in 1 run').waitFor()
    await page.getByText('Line 3: the line is no JSON').waitFor()
    await page.getByText('notes.txt cannot be read').waitFor()
  })
})

test('an import that takes long shows how far it is, and is cancelled', async () => {
  await pages.visit({ scene: 'empty' }, async page => {
    const drop = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['{"resourceSpans":[]}'], 'slow.jsonl'))
      return data
    })
    await page.getByRole('main').dispatchEvent('drop', { dataTransfer: drop })

    const imports = page.getByRole('list', { name: 'Imports' })
    await imports.getByText('1.0 MB of 4.0 MB · 22 new spans').waitFor()
    expect(
      await imports.getByRole('progressbar', { name: 'Import of slow.jsonl' }).getAttribute('value'),
    ).toBe('0.25')
    await imports.getByRole('button', { name: 'Cancel' }).click()

    await imports.waitFor({ state: 'detached' })
    await page.getByText('Cancelled. 22 new spans recorded until then stay.').waitFor()
  })
})

test('a folder is watched when the reader says so, and no longer than that', async () => {
  await pages.visit({ scene: 'empty', hash: '#/settings' }, async page => {
    const group = page.getByRole('region', { name: 'Watched folders' })
    await group.getByText('Claude Code keeps its sessions here').waitFor()
    await group.getByRole('button', { name: 'Watch' }).first().click()
    await group.getByText('3 files, 12 new spans since the start').waitFor()

    await group.getByRole('textbox', { name: 'Another folder' }).fill('/gone')
    await page.keyboard.press('Enter')
    await page.getByText('There is no folder /gone.').waitFor()

    await group.getByRole('button', { name: 'no more' }).click()
    await group.getByText('Claude Code keeps its sessions here').waitFor()
  })
})

test('a call shows what is new first and the rest on demand', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await openSampleRun(page)
    await spans(page).getByText('chat claude-sonnet-4-5').nth(3).click()

    const panel = inspector(page)
    await panel.getByRole('region', { name: 'New in this call' }).getByText('returned').waitFor()
    await panel.getByRole('region', { name: 'What it wrote' }).getByText('Now the whole suite').waitFor()
    expect(await panel.getByText('The build has been failing since this morning').count()).toBe(0)
    await panel.getByRole('button', { name: '7 messages, 4 tools' }).click()
    await panel.getByText('The build has been failing since this morning').waitFor()
    await panel.getByRole('button', { name: 'System' }).click()
    await panel.getByText('Never touch files outside the repository').waitFor()
  })
})

test('tokens, attributes and an error each have their tab', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await openSampleRun(page)
    const panel = inspector(page)
    await panel.getByRole('tab', { name: 'Tokens & cost' }).click()
    await panel.getByRole('row', { name: 'of which reasoning – unknown' }).waitFor()
    await panel.getByRole('tab', { name: 'Attributes' }).click()
    await panel.getByRole('textbox', { name: 'Filter the attributes' }).fill('conversation')
    await panel.getByText('sess_7f3a91c0').waitFor()

    await spans(page).focus()
    await page.keyboard.press('e')

    await panel.getByRole('tab', { name: 'Error', selected: false }).click()
    await panel.getByText('Traceback (most recent call last)').waitFor()
  })
})

test('characters that would deceive the reader are shown by name', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await openSampleRun(page)
    await inspector(page).getByRole('tab', { name: 'Attributes' }).click()

    await inspector(page).getByText('U+202E').waitFor()
  })
})

test('the keys move through runs and spans', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await runs(page).getByText('fix the failing build').first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await currentRun(page).getByText('coder · acme-agents').waitFor()
    await page.keyboard.press('Enter')
    await spans(page).waitFor()

    await page.keyboard.press('Home')
    expect(await selectedSpan(page).getAttribute('aria-level')).toBe('1')
    await page.keyboard.press('ArrowLeft')
    expect(await selectedSpan(page).getAttribute('aria-expanded')).toBe('false')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await selectedSpan(page).getByText('plan').waitFor()
    await page.keyboard.press('e')
    await selectedSpan(page).getByText('Command failed').waitFor()
    await page.keyboard.press(']')
    await selectedSpan(page).getByText('chat claude-sonnet-4-5').waitFor()

    await page.keyboard.press('g')
    await page.getByRole('region', { name: 'Graph' }).getByText('search the repository').first().waitFor()
    await page.keyboard.press('w')
    await page.keyboard.press('f')
    await page.keyboard.type('bash')
    await expect.poll(() => spans(page).getByRole('treeitem').count()).toBe(4)

    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await currentRun(page).getByText('coder · acme-agents').waitFor()
  })
})

test('runs that arrive wait while the reader is busy', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await runs(page).getByText('fix the failing build').first().waitFor()
    await page.keyboard.press('j')
    await page.evaluate(() => window.fake.arrive(3))

    await page.getByRole('button', { name: '3 new runs' }).waitFor()
    expect(await runs(page).getByText('arrival 1', { exact: true }).count()).toBe(0)
    await page.keyboard.press('N')

    await runs(page).getByText('arrival 3', { exact: true }).waitFor()
    await currentRun(page).getByText('coder · acme-agents').waitFor()
  })
})

test('the list loads on as it is scrolled, and filters in the engine', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await runs(page).getByText('fix the failing build').first().waitFor()
    await expect
      .poll(async () => {
        await page.keyboard.press('End')
        return await currentRun(page).getAttribute('aria-rowindex')
      })
      .toBe('242')

    await page.getByRole('combobox', { name: 'Filter' }).fill('status:error pricing')

    await expect.poll(() => runs(page).getByRole('img', { name: 'OK' }).count()).toBe(0)
    await expect.poll(() => runs(page).getByRole('img', { name: 'Error' }).count()).toBeGreaterThan(0)
    await page.getByRole('combobox', { name: 'Filter' }).fill('no such run')
    await page.getByRole('button', { name: 'Clear the filter' }).click()
    await runs(page).getByText('fix the failing build').first().waitFor()
  })
})

test('a sum with unknown parts never reads as a plain number', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    const first = runs(page).getByRole('row', { name: 'acme-agents' })

    await first.getByText('≥ $0.0923').waitFor()
    await first.getByText('unknown for 1 call').waitFor({ state: 'attached' })
  })
})

test('search finds a block and opens it where it stands', async () => {
  await pages.visit({ scene: 'runs' }, async page => {
    await page.keyboard.press('Control+Shift+F')
    await page.getByRole('textbox', { name: 'Words' }).fill('whole suite')
    await page.getByRole('list', { name: 'Hits' }).getByText('whole suite').waitFor()
    await page.keyboard.press('Enter')

    await inspector(page).getByText('Now the whole suite').waitFor()
  })
})

test('the palette does things and finds runs', async () => {
  await pages.visit({ scene: 'runs', theme: 'light' }, async page => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('dark')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('billing')
    await page.getByRole('option', { name: 'migrate the billing tables' }).first().click()
    await page.getByRole('heading', { name: 'migrate the billing tables' }).waitFor()
  })
})

test('fifty thousand spans open as a tree and as a graph', async () => {
  await pages.visit({ scene: 'large' }, async page => {
    await runs(page).getByText('a very large run').click()
    await spans(page).getByText('step 0', { exact: true }).waitFor()
    await page.keyboard.press('End')
    await selectedSpan(page).waitFor()
    expect(await spans(page).getByRole('treeitem').count()).toBeLessThan(100)

    await page.keyboard.press('g')
    await page.getByRole('region', { name: 'Graph' }).waitFor()
  })
})

test('nothing went wrong in any of these pages, and none broke the content policy', () => {
  expect(pages.complaints).toEqual([])
})
