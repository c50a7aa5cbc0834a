import { requireUsable } from '../queries/redaction.ts'
import type { CommandHandlersOf } from './command-handlers-of.ts'
import { requireAbsolute } from './imports.ts'

export const settingsCommands: CommandHandlersOf<'settings.set'> = {
  async 'settings.set'({ ingest, watches, announcements }, change) {
    requireAbsolute(change.watchedFolders ?? [])
    requireUsable(change.redactionRules ?? [])
    const settings = await ingest.ask({ kind: 'change-settings', change })
    announcements.announce({ type: 'settings-changed' })
    // Reading a folder may take long; whoever changes a setting does not wait for it.
    if (change.watchedFolders !== undefined) void watches.follow(settings.watchedFolders)
    return settings
  },
}
