import { Menu } from 'electron'
import type { MenuCommand } from '#contract/bridge.ts'
import { menuTemplate } from './menu-template.ts'

export function showMenu(send: (command: MenuCommand) => void): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, send)))
}
