import type { UiScenario } from '../scenario.ts'
import { firstPaint } from './first-paint.ts'
import { flood } from './flood.ts'
import { frames } from './frames.ts'
import { openRun } from './open-run.ts'

/** In the order of the table. */
export const scenarios: readonly UiScenario[] = [firstPaint, openRun, frames, flood]
