import { type Browser, chromium } from 'playwright-core'

/** Nothing but the page itself may use the network, and a container has neither GPU nor user namespaces. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
]

/** The runner of the tests has looked for it. */
export function chromiumPath(): string {
  return process.env.RUNBACK_CHROMIUM ?? '/usr/bin/chromium'
}

export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({ executablePath: chromiumPath(), headless: true, args: [...CHROMIUM_FLAGS] })
}
