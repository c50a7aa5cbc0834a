import { app } from 'electron'
import { filesHandedOver } from './command-line.ts'

/** False when another window of the same data folder is open; that one gets the files instead. */
export function becomeOnlyInstance(
  files: readonly string[],
  onSecondStart: (files: readonly string[]) => void,
): boolean {
  if (!app.requestSingleInstanceLock({ files })) return false
  app.on('second-instance', (_event, _argv, _folder, message) => onSecondStart(filesHandedOver(message)))
  return true
}
