import type { EngineEvent } from './events.ts'
import type { OperationName, ParamsOf, ResultOf } from './operations.ts'
import type { Reply } from './problems.ts'

/** What the menu of a desktop host may ask the page to do. */
export type MenuCommand =
  | 'open-file'
  | 'find'
  | 'go-to-runs'
  | 'open-settings'
  | 'load-sample'
  | 'replay-run'
  | 'toggle-theme'
  | 'show-keys'

/** The only thing the preload script hands to the page, as `window.bridge`. */
export interface Bridge {
  call<Name extends OperationName>(name: Name, params: ParamsOf<Name>): Promise<Reply<ResultOf<Name>>>
  subscribe(listener: (event: EngineEvent) => void): () => void
  onMenu(listener: (command: MenuCommand) => void): () => void
  /** Where a file lies that was dropped or chosen; null where only a browser knows. */
  pathOf(file: File): string | null
  /** Opens a link in the user's browser, if the host's allow-list has it. */
  openExternal(url: string): void
}
