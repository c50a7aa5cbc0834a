import type { CommandHandlersOf } from './command-handlers-of.ts'

export const settingsCommands: CommandHandlersOf<'settings.set'> = {
  async 'settings.set'({ ingest, announcements }, change) {
    const settings = await ingest.ask({ kind: 'change-settings', change })
    announcements.announce({ type: 'settings-changed' })
    return settings
  },
}
