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

test('a model that needs a price gets one, and loses it again', async () => {
  await pages.visit({ scene: 'runs', hash: '#/settings' }, async page => {
    const group = page.getByRole('region', { name: 'Prices' })
    await group.getByText('needs a price: 3 calls, 12.0k in, 900 out').waitFor()
    await group.getByRole('button', { name: 'Set a price for acme-1' }).click()
    const form = group.getByRole('form', { name: 'Set a price' })
    expect(await form.getByRole('textbox', { name: 'Model' }).inputValue()).toBe('acme-1')
    const submit = form.getByRole('button', { name: 'Set price' })
    expect(await submit.isDisabled()).toBe(true)

    await form.getByRole('textbox', { name: 'Input', exact: true }).fill('two')
    await form.getByRole('textbox', { name: 'Output', exact: true }).fill('10')
    expect(await submit.isDisabled()).toBe(true)
    await form.getByRole('textbox', { name: 'Input', exact: true }).fill('2.5')
    await submit.click()

    const own = group.getByRole('list', { name: 'Your prices' })
    await own.getByText('$2.5 in · $10 out a million tokens').waitFor()
    expect(await page.evaluate(findUnnamed)).toEqual([])
    await own.getByRole('button', { name: 'Remove the price of acme-1' }).click()
    await own.getByText('$2.5 in').waitFor({ state: 'detached' })

    await group.getByRole('button', { name: 'Price recorded calls again' }).click()
    await page.getByText('No recorded call costs anything else.').waitFor()
  })
})
