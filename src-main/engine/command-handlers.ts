import type { OperationName, ParsedParamsOf, ResultOf } from '#contract/operations.ts'
import { captureCommands } from './commands/capture.ts'
import type { CommandHandlersOf } from './commands/command-handlers-of.ts'
import { importCommands } from './commands/imports.ts'
import { labelCommands } from './commands/labels.ts'
import { priceCommands } from './commands/prices.ts'
import { replayCommands } from './commands/replay.ts'
import { retentionCommands } from './commands/retention.ts'
import { runCommands } from './commands/runs.ts'
import { settingsCommands } from './commands/settings.ts'
import { watchCommands } from './commands/watches.ts'
import type { EngineParts } from './engine-parts.ts'
import type { QueryName } from './query-handlers.ts'

type CommandName = Exclude<OperationName, QueryName>

/** The type leaves no operation without a handler: what is no query has to be here. */
const commandHandlers: CommandHandlersOf<CommandName> = {
  ...captureCommands,
  ...runCommands,
  ...importCommands,
  ...watchCommands,
  ...labelCommands,
  ...priceCommands,
  ...replayCommands,
  ...retentionCommands,
  ...settingsCommands,
}

export function performCommand<Name extends CommandName>(
  parts: EngineParts,
  name: Name,
  params: ParsedParamsOf<Name>,
): Promise<ResultOf<Name>> {
  return commandHandlers[name](parts, params)
}
