import type { Row } from '../row.ts'
import type { MeasuredWindow } from './with-window.ts'

/** Something a reader does in the window, measured in the page. */
export interface UiScenario {
  readonly name: string
  readonly summary: string
  run(window: MeasuredWindow): Promise<readonly Row[]>
}
