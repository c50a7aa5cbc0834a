/** Plays the module `electron` for the built main bundle. Windows are pages of a real Chromium. */
import './control.ts'

export { app } from './app.ts'
export { BrowserWindow } from './browser-window.ts'
export { dialog, Menu, nativeTheme, screen, shell } from './desktop-parts.ts'
export { ipcMain } from './ipc-main.ts'
export { protocol } from './protocol.ts'
export { safeStorage } from './safe-storage.ts'
export { session } from './session.ts'
