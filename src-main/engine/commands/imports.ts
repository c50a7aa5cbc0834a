import type { CommandHandlersOf } from './command-handlers-of.ts'

export const importCommands: CommandHandlersOf<'imports.create'> = {
  'imports.create': ({ ingest }, { name, text }) => ingest.ask({ kind: 'import', name, text }),
}
