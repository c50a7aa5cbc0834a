import { EventEmitter } from 'node:events'
import type { BrowserWindowConstructorOptions } from 'electron'
import { app } from './app.ts'
import { nextPage } from './desktop.ts'
import { records } from './records.ts'
import { createWebContents, type WebContents } from './web-contents.ts'

const REQUIRED = { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true } as const

/** A class because the app says `new BrowserWindow`. */
export class BrowserWindow extends EventEmitter {
  static readonly #open = new Set<BrowserWindow>()
  readonly webContents: WebContents
  readonly #bounds: { x: number; y: number; width: number; height: number }
  readonly #page: ReturnType<typeof nextPage>
  #isMaximized = false
  #isClosed = false

  constructor(options: BrowserWindowConstructorOptions) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const preferences = options.webPreferences ?? {}
    for (const [name, value] of Object.entries(REQUIRED)) {
      const given = preferences[name as keyof typeof REQUIRED]
      if (given !== value) throw new Error(`webPreferences.${name} must be ${value}, not ${given}`)
    }
    records.webPreferences.push(preferences)
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    }
    this.#page = nextPage(this.#bounds)
    this.webContents = createWebContents(this.#page, `${preferences.preload}`)
    void this.#page.then(page => page.on('close', () => this.close()))
    BrowserWindow.#open.add(this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#open]
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url)
    this.emit('ready-to-show')
  }

  close(): void {
    if (this.#isClosed) return
    this.emit('close', { preventDefault: () => {} })
    this.#isClosed = true
    BrowserWindow.#open.delete(this)
    void this.#page.then(page => page.close()).catch(() => {})
    this.emit('closed')
    if (BrowserWindow.#open.size === 0) app.emit('window-all-closed')
  }

  getNormalBounds() {
    return this.#bounds
  }
  isMaximized(): boolean {
    return this.#isMaximized
  }
  maximize(): void {
    this.#isMaximized = true
  }
  isMinimized(): boolean {
    return false
  }
  restore(): void {}
  show(): void {}
  focus(): void {
    this.emit('focus')
  }
}
