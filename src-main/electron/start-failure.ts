import { app, dialog } from 'electron'

/** A problem says in its message what happened and what to do about it. */
export function tellAndExit(error: unknown): void {
  dialog.showErrorBox('Runback did not start', error instanceof Error ? error.message : `${error}`)
  app.exit(1)
}
