import type { CommandHandlersOf } from './command-handlers-of.ts'

export const retentionCommands: CommandHandlersOf<'retention.collect'> = {
  'retention.collect': ({ collector }, limits) => collector.collect(limits, 'asked'),
}
