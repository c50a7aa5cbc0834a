import { useEffect } from 'react'
import { changeSettings } from '../actions/change-settings.ts'
import { useOperation } from '../api/use-operation.ts'

/** Shows the theme of the settings; "system" leaves the choice to the desktop. */
export function useTheme(): void {
  const theme = useOperation('settings.get', {}).value?.theme
  useEffect(() => {
    if (theme === undefined) return
    if (theme === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}

/** Changes to the theme that is not shown now. */
export function toggleTheme(): void {
  const shown = document.documentElement.dataset.theme
  const isDark =
    shown === undefined ? window.matchMedia('(prefers-color-scheme: dark)').matches : shown === 'dark'
  void changeSettings({ theme: isDark ? 'light' : 'dark' })
}
