import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { defaultDataDir } from '../host/data-dir.ts'
import { startHost } from '../host/start-host.ts'
import { loadRendererFiles } from '../http/renderer-files.ts'
import { registerAppScheme, serveRenderer } from './app-protocol.ts'
import { readCommandLine } from './command-line.ts'
import { desktopKeychain } from './desktop-keychain.ts'
import { createLinkOpener } from './external-links.ts'
import { lockPage, lockSession } from './hardening.ts'
import { answerPage, sendEvents, sendMenuCommand } from './ipc.ts'
import { showMenu } from './menu.ts'
import { createOpenFiles } from './open-files.ts'
import { closeBeforeQuit } from './shutdown.ts'
import { becomeOnlyInstance } from './single-instance.ts'
import { tellAndExit } from './start-failure.ts'
import { followThemeSetting } from './theme.ts'
import { focusWindow, openWindow } from './window.ts'

const RENDERER = join(import.meta.dirname, '../renderer')

const commandLine = readCommandLine({
  argv: process.argv,
  folder: process.cwd(),
  appPath: app.getAppPath(),
  isPackaged: app.isPackaged,
})
const dataDir = commandLine.dataDir ?? defaultDataDir(process.env, process.platform, homedir())
const profileDir = join(dataDir, 'window')
const openFiles = createOpenFiles()
let window: BrowserWindow | undefined
/** Brings the window to the front, or opens one where it was closed. Nothing until the engine runs. */
let reveal = (): void => {}

app.enableSandbox()
// The lock of the single instance lives in this folder, so there is one window a data folder.
mkdirSync(profileDir, { recursive: true, mode: 0o700 })
app.setPath('userData', profileDir)
registerAppScheme()
app.on('open-file', (event, path) => {
  event.preventDefault()
  openAgain([path])
})

if (becomeOnlyInstance(commandLine.files, openAgain)) {
  openFiles.open(commandLine.files)
  // Awaiting this here would hang: Electron becomes ready only after this module has run to its end.
  void app.whenReady().then(start).catch(tellAndExit)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const host = await startHost({
    host: 'electron',
    dataDir,
    ports: commandLine.ports,
    rendererDir: undefined,
    version: app.getVersion(),
    log: line => process.stderr.write(`${line}\n`),
    keychain: desktopKeychain(process.platform),
  })
  closeBeforeQuit(() => host.close())
  lockSession(session.defaultSession)
  serveRenderer(loadRendererFiles(RENDERER))
  await followThemeSetting(host.caller)
  const offerLink = createLinkOpener(() => window)
  answerPage(host.caller, { openExternal: offerLink })
  openFiles.deliverTo(
    paths => void host.caller.call('imports.start', { paths: [...paths] }).catch(tellFailure),
  )
  showMenu(command => window && sendMenuCommand(window, command))
  const show = () => {
    window = openWindow(dataDir, opened => {
      lockPage(opened.webContents, offerLink)
      sendEvents(host.caller, opened)
      opened.once('closed', forgetWindow)
    })
  }
  reveal = () => (window === undefined ? show() : focusWindow(window))
  app.on('activate', reveal)
  show()
}

function forgetWindow(): void {
  window = undefined
}

function tellFailure(error: unknown): void {
  dialog.showErrorBox('These files were not opened', error instanceof Error ? error.message : String(error))
}

function openAgain(files: readonly string[]): void {
  openFiles.open(files)
  reveal()
}
