import { EventEmitter } from 'node:events'
import type { MenuItemConstructorOptions } from 'electron'
import { allPages } from './desktop.ts'
import { dialogAnswers, records } from './records.ts'

export const shell = {
  async openExternal(url: string): Promise<void> {
    records.openedLinks.push(url)
  },
}

interface MessageBox {
  readonly message: string
  readonly detail?: string
  readonly cancelId?: number
}

export const dialog = {
  async showMessageBox(_window: object, { message, detail = '', cancelId = 0 }: MessageBox) {
    records.dialogs.push(`${message}\n${detail}`)
    return { response: dialogAnswers.shift() ?? cancelId, checkboxChecked: false }
  },
  showErrorBox(title: string, content: string): void {
    records.dialogs.push(`${title}\n${content}`)
    process.stderr.write(`${title}: ${content}\n`)
  },
}

let themeSource: 'system' | 'light' | 'dark' = 'system'

export const nativeTheme = Object.defineProperties(new EventEmitter(), {
  themeSource: {
    get: () => themeSource,
    set: (source: typeof themeSource) => {
      themeSource = source
      const colorScheme = source === 'system' ? null : source
      for (const page of allPages()) void page.emulateMedia({ colorScheme }).catch(() => {})
      nativeTheme.emit('updated')
    },
  },
  shouldUseDarkColors: { get: () => themeSource === 'dark' },
})

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }],
}

let applicationMenu: readonly MenuItemConstructorOptions[] = []

export const Menu = {
  buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => template,
  setApplicationMenu(template: readonly MenuItemConstructorOptions[]) {
    applicationMenu = template
  },
}

export function clickMenu(id: string): boolean {
  const item = itemsOf(applicationMenu).find(each => each.id === id)
  // The menu of Runback uses none of these parameters.
  item?.click?.(undefined as never, undefined, undefined as never)
  return item !== undefined
}

function itemsOf(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
}
