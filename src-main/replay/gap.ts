import type { ReplayConcern } from '#contract/replay.ts'

/** Something of a recorded call that cannot be sent again as it was. */
export interface Gap {
  readonly about: ReplayConcern['about']
  readonly text: string
}
