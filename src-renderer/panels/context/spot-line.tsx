import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Button } from '../../widgets/button.tsx'
import styles from './context.module.css'
import { type Described, describeBlock, describeBreak } from './describe-block.ts'
import type { Spot } from './map-geometry.ts'
import type { MapData } from './read-map-data.ts'

interface SpotLineProps {
  readonly data: MapData
  readonly spot: Spot | undefined
  readonly known: Parameters<typeof describeBlock>[1]
  readonly onGoTo: (spanId: string) => void
}

/** What is under the pointer or the keyboard's cursor, in words. */
export function SpotLine({ data, spot, known, onGoTo }: SpotLineProps) {
  const call = data.context.calls[spot?.call ?? -1]
  if (spot === undefined || call === undefined) {
    return <p className={styles.spot}>Point at a block, or choose a call with ← → and a block with ↑ ↓.</p>
  }
  const block = blockAt(data, spot)
  const described = block === undefined ? describeCall(data, spot.call) : describeBlock(block, known)
  const broken = data.breaks.get(spot.call)
  const sourceId = block?.sourceSpanId ?? undefined
  const step = sourceId === undefined ? undefined : known.stepOf(sourceId)
  return (
    <div className={styles.spot}>
      <p role="status">
        <b>Call {formatCount(spot.call + 1)}</b> {described.what} · {described.facts}
        {broken !== undefined && (
          <span className={styles.broken}>
            {' '}
            {describeBreak(broken, data.context.blocks[broken.block ?? -1], known)}
          </span>
        )}
      </p>
      {sourceId !== undefined && step !== undefined && (
        <Button onClick={() => onGoTo(sourceId)}>Go to step {formatCount(step)}</Button>
      )}
    </div>
  )
}

export function blockAt({ prompts, context }: MapData, { call, position }: Spot) {
  return position === undefined ? undefined : context.blocks[prompts.of(call)[position] ?? -1]
}

function describeCall(data: MapData, index: number): Described {
  const call = data.context.calls[index]
  const change = data.changes(index)
  const input = formatFigure(call?.input ?? { confidence: 'unknown' }, 'tokens')
  const cached = formatFigure(call?.cacheRead ?? { confidence: 'unknown' }, 'tokens')
  const length = call?.promptLength ?? 0
  return {
    what: toVisible([call?.model, call?.agentName].filter(Boolean).join(', ')),
    facts: [
      `${formatNumberOf(length, 'block')}`,
      `${input.text} tokens`,
      ...(cached.isKnown ? [`${cached.text} from the cache`] : []),
      ...(change.previous === undefined ? [] : [`${formatCount(length - change.shared)} new`]),
      ...(change.gone.length === 0 ? [] : [`${formatCount(change.gone.length)} gone`]),
    ].join(' · '),
  }
}
