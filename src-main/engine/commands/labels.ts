import type { CommandHandlersOf } from './command-handlers-of.ts'

export const labelCommands: CommandHandlersOf<'runs.label'> = {
  async 'runs.label'({ ingest, announcements }, { runId, spanId, star, note, addTags, removeTags }) {
    const labels = await ingest.ask({
      kind: 'label',
      runId,
      spanId,
      change: { star, note, addTags, removeTags },
    })
    announcements.announce({ type: 'run-changed', runId })
    return labels
  },
}
