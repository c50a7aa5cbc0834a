import type { SpanTree } from '../../tree/build-span-tree.ts'
import type { Lane } from '../../tree/lanes.ts'
import type { SpanRow } from '../../tree/list-rows.ts'
import type { TimeAxis } from '../../tree/time-axis.ts'
import { Lanes } from './lanes.tsx'
import { Outline } from './outline.tsx'

interface WaterfallProps {
  readonly tree: SpanTree
  readonly rows: readonly SpanRow[]
  /** In place of the rows, where the reader wants them. */
  readonly lanes: readonly Lane[] | undefined
  readonly axis: TimeAxis
  readonly nowNs: number
  readonly selectedId: string | undefined
  readonly onSelect: (spanId: string) => void
  readonly onTurn: (row: SpanRow) => void
}

/** The run along its time: the rows of its tree, or a lane for each agent. */
export function Waterfall({ rows, lanes, onTurn, ...rest }: WaterfallProps) {
  if (lanes !== undefined) return <Lanes lanes={lanes} {...rest} />
  return <Outline rows={rows} onTurn={onTurn} {...rest} />
}
