import { app } from 'electron'

/** Longer than the engine needs to drain its queue; past it, what was acknowledged is on disk anyway. */
const CLOSE_LIMIT_MS = 10_000

/** Windows close first, then the engine drains and lets go of its ports, then the process ends. */
export function closeBeforeQuit(close: () => Promise<void>): void {
  let isClosing = false
  app.on('will-quit', event => {
    event.preventDefault()
    if (isClosing) return
    isClosing = true
    const timer = setTimeout(() => app.exit(1), CLOSE_LIMIT_MS)
    close()
      .then(
        () => app.exit(0),
        () => app.exit(1),
      )
      .finally(() => clearTimeout(timer))
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}
