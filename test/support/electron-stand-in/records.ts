import type { WebPreferences } from 'electron'

/** What the app asked of the desktop, for specs to look at. */
export const records = {
  openedLinks: [] as string[],
  dialogs: [] as string[],
  webPreferences: [] as WebPreferences[],
  /** Requests the app let out of the window. Electron would have sent them. */
  leaks: [] as string[],
  isSandboxEnabled: false,
  isOffline: false,
  isSpellCheckerOn: true,
}

/** Buttons to press in the next message boxes; without one, the box is cancelled. */
export const dialogAnswers: number[] = []
