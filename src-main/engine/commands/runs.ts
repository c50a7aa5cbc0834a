import type { CommandHandlersOf } from './command-handlers-of.ts'

export const runCommands: CommandHandlersOf<'runs.delete' | 'runs.discard' | 'runs.restore'> = {
  async 'runs.delete'({ ingest, announcements }, { runId }) {
    const deletion = await ingest.ask({ kind: 'delete-run', runId })
    announcements.announce({ type: 'run-deleted', runId })
    announcements.announce({ type: 'status-changed' })
    return deletion
  },
  async 'runs.discard'({ discards }, { runIds, afterSeconds }) {
    const deletesAt = Date.now() + afterSeconds * 1000
    return { runIds: [...(await discards.discard(runIds, deletesAt))], deletesAt }
  },
  async 'runs.restore'({ discards }, { runIds }) {
    return { runIds: [...(await discards.restore(runIds))] }
  },
}
