import type { CommandHandlersOf } from './command-handlers-of.ts'

export const runCommands: CommandHandlersOf<'runs.delete'> = {
  async 'runs.delete'({ ingest, announcements }, { runId }) {
    const deletion = await ingest.ask({ kind: 'delete-run', runId })
    announcements.announce({ type: 'run-deleted', runId })
    announcements.announce({ type: 'status-changed' })
    return deletion
  },
}
