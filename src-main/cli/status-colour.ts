import type { Status } from '#contract/span.ts'
import type { Colour } from './terminal.ts'

export const statusColours: Readonly<Record<Status, Colour>> = {
  ok: 'green',
  running: 'cyan',
  error: 'red',
  cancelled: 'yellow',
}
