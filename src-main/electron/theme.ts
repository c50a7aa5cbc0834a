import { nativeTheme } from 'electron'
import type { Announcer, Caller } from '#contract/caller.ts'

/** Title bar, menus and the page's `prefers-color-scheme` follow the theme setting. */
export async function followThemeSetting(host: Caller & Announcer): Promise<void> {
  const apply = async () => {
    nativeTheme.themeSource = (await host.call('settings.get', {})).theme
  }
  host.subscribe(({ event }) => {
    if (event.type === 'settings-changed' || event.type === 'resync') void apply()
  })
  await apply()
}
