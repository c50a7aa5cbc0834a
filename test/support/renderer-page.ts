import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join, normalize } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { contentSecurityPolicy } from '../../src-main/http/content-security.ts'
import { ROOT } from './child-program.ts'
import { launchChromium } from './chromium.ts'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

export interface OpenOptions {
  readonly scene: string
  readonly hash?: string
  readonly width?: number
  readonly height?: number
  readonly theme?: 'dark' | 'light'
}

export interface RendererPages {
  /** A page of its own with a fake engine behind it. Whatever goes wrong in it ends up in `complaints`. */
  open(options: OpenOptions): Promise<Page>
  /** Opens a page, waits until the window stands, walks through it and closes it. */
  visit(options: OpenOptions, walk: (page: Page) => Promise<void>): Promise<void>
  readonly complaints: readonly string[]
  close(): Promise<void>
}

/** The built window, served with the policy of the product, in a real Chromium. */
export async function openRendererPages(): Promise<RendererPages> {
  const outDir = await mkdtemp(join(tmpdir(), 'runback-renderer-'))
  const root = join(ROOT, 'src-renderer')
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    build: { outDir, emptyOutDir: true },
  })
  const fakeWindow = await bundleFakeWindow()
  const { origin, stop } = await serve(outDir)
  const browser: Browser = await launchChromium()
  const complaints: string[] = []
  async function open({
    scene,
    hash = '',
    width = 1440,
    height = 900,
    theme = 'dark',
  }: OpenOptions): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin })
    const page = await context.newPage()
    page.on('pageerror', error => complaints.push(error.message))
    page.on('console', message => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    await page.addInitScript({ content: `window.RUNBACK_SCENE = ${JSON.stringify(scene)};\n${fakeWindow}` })
    await page.goto(`${origin}/${hash}`)
    return page
  }

  async function visit(options: OpenOptions, walk: (page: Page) => Promise<void>): Promise<void> {
    const page = await open(options)
    page.setDefaultTimeout(10_000)
    try {
      await page.getByRole('navigation', { name: 'Views' }).waitFor()
      await walk(page)
    } finally {
      await page.context().close()
    }
  }

  return {
    open,
    visit,
    complaints,
    async close() {
      await browser.close()
      stop()
      await rm(outDir, { recursive: true })
    },
  }
}

async function bundleFakeWindow(): Promise<string> {
  const entry = join(ROOT, 'test/renderer/fake-window.ts')
  const output = await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'fakeWindow' } },
  })
  const [first] = Array.isArray(output) ? output : [output]
  if (first === undefined || !('output' in first)) throw new Error('The fake window was not bundled')
  return first.output[0].code
}

async function serve(folder: string): Promise<{ readonly origin: string; readonly stop: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://page').pathname)
    const file = path === '/' ? '/index.html' : path
    try {
      const bytes = readFileSync(join(folder, file))
      response.writeHead(200, {
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy('none'),
      })
      response.end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  // A server that listens on TCP has an address of this kind.
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, stop: () => void server.close() }
}
