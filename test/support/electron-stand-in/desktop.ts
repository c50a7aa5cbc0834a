import type { Page } from 'playwright-core'
import { type DesktopChromium, launchDesktopChromium } from './chromium.ts'
import { applyPermissions } from './session.ts'

let desktop: DesktopChromium | undefined
let isFirstPageTaken = false

export async function startDesktop(): Promise<void> {
  desktop = await launchDesktopChromium()
}

export async function stopDesktop(): Promise<void> {
  await desktop?.close()
}

/** The page of the next window. Chromium comes with one page, which the first window uses. */
export async function nextPage(size: { width: number; height: number }): Promise<Page> {
  if (desktop === undefined) throw new Error('The desktop is not running')
  const { context, endpoint } = desktop
  await applyPermissions(context)
  const first = isFirstPageTaken ? undefined : context.pages()[0]
  isFirstPageTaken = true
  const page = first ?? (await context.newPage())
  await page.setViewportSize({ width: size.width, height: size.height })
  page.once('load', () => process.send?.({ type: 'window', endpoint }))
  return page
}

export function allPages(): readonly Page[] {
  return desktop?.context.pages() ?? []
}
