import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef, useState } from 'react'
import { formatCount, formatNumberOf } from '../../format/format-count.ts'
import { Icon } from '../../widgets/icon.tsx'
import { SafeText } from '../../widgets/safe-text.tsx'
import { type ComparedTexts, type Line, listLines } from './list-lines.ts'
import { shortenPieces } from './shorten-pieces.ts'
import styles from './text-differences.module.css'

interface TextDifferencesProps {
  readonly texts: ComparedTexts
  readonly isWrapped: boolean
}

const LINE_HEIGHT = 19

/** Line by line, and within changed lines word by word. Only lines on screen exist. */
export function TextDifferences({ texts, isWrapped }: TextDifferencesProps) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const lines = useMemo(() => listLines(texts, opened), [texts, opened])
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  })
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region that scrolls by itself
    <div
      ref={scroller}
      className={styles.scroller}
      data-wrapped={isWrapped || undefined}
      role="group"
      aria-label="Differences by line"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys
      tabIndex={0}
    >
      <div className={styles.lines} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const line = lines[index]
          if (line === undefined) return null
          return (
            <div
              key={key}
              ref={isWrapped ? virtualizer.measureElement : undefined}
              className={styles.row}
              data-index={index}
              data-sign={line.type === 'line' ? line.sign : undefined}
              style={{ transform: `translateY(${start}px)` }}
            >
              {line.type === 'line' ? (
                <LineView line={line} />
              ) : (
                <button
                  type="button"
                  className={styles.fold}
                  onClick={() => setOpened(new Set([...opened, line.id]))}
                >
                  <Icon name="expand-all" size={11} />
                  {formatNumberOf(line.count, 'equal line')}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const SPOKEN = { ' ': '', '−': 'only in A: ', '+': 'only in B: ' } as const

function LineView({ line }: { readonly line: Line & { type: 'line' } }) {
  return (
    <>
      <span className={styles.number} aria-hidden="true">
        {line.leftNumber}
      </span>
      <span className={styles.number} aria-hidden="true">
        {line.rightNumber}
      </span>
      <span className={styles.sign} aria-hidden="true">
        {line.sign}
      </span>
      <span className={styles.text}>
        <span className={styles.spoken}>{SPOKEN[line.sign]}</span>
        {shortenPieces(line.pieces).map((piece, index) => {
          const key = index
          if ('hidden' in piece) {
            return (
              <span key={key} className={styles.gap} data-tip="Left out of this long line">
                … {formatCount(piece.hidden)} characters …
              </span>
            )
          }
          return piece.change === 'same' ? (
            <SafeText key={key} text={piece.text} />
          ) : (
            <mark key={key} className={styles.word}>
              <SafeText text={piece.text} />
            </mark>
          )
        })}
      </span>
    </>
  )
}
