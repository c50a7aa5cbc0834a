import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import type { MenuCommand } from '#contract/bridge.ts'
import { menuTemplate } from '../../../src-main/electron/menu-template.ts'

const COMMANDS: readonly MenuCommand[] = [
  'find',
  'go-to-runs',
  'load-sample',
  'open-file',
  'open-settings',
  'replay-run',
  'show-keys',
  'toggle-theme',
]

describe.each(['darwin', 'linux', 'win32'] as const)('the menu on %s', platform => {
  test('sends every command there is, each under its own id', () => {
    const sent: MenuCommand[] = []
    const commands = itemsOf(menuTemplate(platform, command => sent.push(command))).filter(item => item.click)

    for (const item of commands) item.click?.(undefined as never, undefined, undefined as never)

    expect(commands.map(item => item.id).toSorted()).toEqual(COMMANDS)
    expect(sent.toSorted()).toEqual(COMMANDS)
  })

  test('uses no key twice', () => {
    const keys = itemsOf(menuTemplate(platform, () => {})).flatMap(item => item.accelerator ?? [])

    expect(new Set(keys).size).toBe(keys.length)
  })
})

test('only macOS has an application menu, and only there closing a window is not quitting', () => {
  const rolesOn = (platform: NodeJS.Platform) =>
    itemsOf(menuTemplate(platform, () => {})).flatMap(item => item.role ?? [])

  expect(rolesOn('darwin')).toEqual(
    expect.arrayContaining(['appMenu', 'close', 'windowMenu', 'quit', 'services']),
  )
  expect(rolesOn('linux')).not.toContain('appMenu')
  expect(rolesOn('linux')).not.toContain('close')
})

function itemsOf(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap(item => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
}
