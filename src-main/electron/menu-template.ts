import type { MenuItemConstructorOptions } from 'electron'
import type { MenuCommand } from '#contract/bridge.ts'

type Item = MenuItemConstructorOptions
type Send = (command: MenuCommand) => void

/** The application menu. A command's menu id is its own name. */
export function menuTemplate(platform: NodeJS.Platform, send: Send): Item[] {
  const isMac = platform === 'darwin'
  const command = (label: string, name: MenuCommand, accelerator?: string): Item => ({
    id: name,
    label,
    click: () => send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const settings = command('Settings…', 'open-settings', 'CommandOrControl+,')
  return [
    ...(isMac ? [macMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        command('Import Trace Files…', 'open-file', 'CommandOrControl+O'),
        command('Load Sample Run', 'load-sample'),
        { type: 'separator' },
        ...(isMac ? [] : [settings, { type: 'separator' } as const]),
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { label: '&Edit', submenu: editMenu(command('Find…', 'find', 'CommandOrControl+F')) },
    { label: '&View', submenu: viewMenu(command) },
    { label: '&Run', submenu: [command('Replay with Model…', 'replay-run')] },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', submenu: [command('Keyboard Shortcuts', 'show-keys', 'CommandOrControl+/')] },
  ]
}

function macMenu(settings: Item): Item {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  }
}

function editMenu(find: Item): Item[] {
  const separator: Item = { type: 'separator' }
  return [
    { role: 'undo' },
    { role: 'redo' },
    separator,
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
    separator,
    find,
  ]
}

function viewMenu(command: (label: string, name: MenuCommand, accelerator?: string) => Item): Item[] {
  return [
    command('Runs', 'go-to-runs', 'CommandOrControl+1'),
    command('Dark or Light', 'toggle-theme', 'CommandOrControl+Shift+L'),
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
}
