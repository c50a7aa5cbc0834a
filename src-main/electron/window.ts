import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import { APP_PAGE } from './app-origin.ts'
import { createCrashLimit } from './crash-limit.ts'
import { MINIMUM_SIZE, parseWindowState, placeWindow } from './window-state.ts'

/** The page's own backgrounds, shown until it has painted. */
const BACKGROUND = { dark: '#101115', light: '#fcfcfe' }
const PRELOAD = join(import.meta.dirname, '../preload/index.cjs')
const CRASHES = { limit: 3, periodMs: 60_000 }

/** Opens the window where it was the last time. It is shown once the page has painted. */
export function openWindow(dataDir: string, prepare: (window: BrowserWindow) => void): BrowserWindow {
  const stateFile = join(dataDir, 'window.json')
  const state = parseWindowState(readText(stateFile))
  const screens = screen.getAllDisplays().map(display => display.workArea)
  const window = new BrowserWindow({
    ...placeWindow(state.bounds, screens),
    minWidth: MINIMUM_SIZE.width,
    minHeight: MINIMUM_SIZE.height,
    title: 'Runback',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      preload: PRELOAD,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  })
  // Maximizing shows a window, so it waits for the page too.
  window.once('ready-to-show', () => (state.isMaximized ? window.maximize() : window.show()))
  window.on('close', () => saveState(window, stateFile))
  reloadAfterCrash(window)
  prepare(window)
  void window.loadURL(APP_PAGE)
  return window
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function saveState(window: BrowserWindow, file: string): void {
  try {
    writeFileSync(
      file,
      JSON.stringify({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() }),
    )
  } catch {
    // A full disk must not keep a window from closing.
  }
}

/** Recording goes on in the main process while the page is gone. */
function reloadAfterCrash(window: BrowserWindow): void {
  const mayReload = createCrashLimit(CRASHES.limit, CRASHES.periodMs)
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit') return
    if (mayReload(Date.now())) window.webContents.reload()
    else dialog.showErrorBox('The window keeps failing', 'Recording goes on. Start Runback again to see it.')
  })
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
