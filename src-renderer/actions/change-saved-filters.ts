import type { SavedFilter } from '#contract/settings.ts'
import { changeSettings } from './change-settings.ts'

/** Saved under a name that is taken, it takes the place of what was saved there. */
export function saveFilter(saved: readonly SavedFilter[], added: SavedFilter): Promise<boolean> {
  return changeSettings({ savedFilters: [...saved.filter(({ name }) => name !== added.name), added] })
}

export function renameFilter(saved: readonly SavedFilter[], name: string, next: string): Promise<boolean> {
  const others = saved.filter(each => each.name === name || each.name !== next)
  return changeSettings({
    savedFilters: others.map(each => (each.name === name ? { ...each, name: next } : each)),
  })
}

export function forgetFilter(saved: readonly SavedFilter[], name: string): Promise<boolean> {
  return changeSettings({ savedFilters: saved.filter(each => each.name !== name) })
}
