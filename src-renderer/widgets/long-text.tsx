import { useState } from 'react'
import { foldText, splitIntoPieces } from '../format/cut-text.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { joinClasses } from './join-classes.ts'
import styles from './long-text.module.css'
import { SafeText } from './safe-text.tsx'

interface LongTextProps {
  readonly text: string
  /** Of the whole, when `text` is only its beginning. */
  readonly sizeBytes?: number
  /** Brings the whole when `text` is only its beginning. */
  readonly onWhole?: (() => void) | undefined
  readonly isCode?: boolean
  readonly maxLines?: number
}

const PIECE = 8_000
const STEP = 40_000
const LARGEST_STEP = 1_000_000

/** Text of any length: folded at first, then shown in steps a browser lays out at once. */
export function LongText({ text, sizeBytes, onWhole, isCode = false, maxLines = 28 }: LongTextProps) {
  const [shown, setShown] = useState(0)
  const folded = shown === 0 ? foldText(text, { maxLines, maxCharacters: 3_600 }) : undefined
  const visible = folded ?? text.slice(0, Math.max(shown, STEP))
  const hasMore = folded !== undefined || visible.length < text.length
  const className = joinClasses(styles.text, isCode && styles.code)
  return (
    <div className={styles.frame}>
      {splitIntoPieces(visible, PIECE).map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity
        <div key={index} className={className} dir="auto">
          <SafeText text={piece} />
        </div>
      ))}
      {(hasMore || onWhole !== undefined) && (
        <div className={styles.more}>
          <button
            type="button"
            className={styles.button}
            onClick={() => {
              onWhole?.()
              setShown(shown === 0 ? STEP : shown + Math.min(shown * 3, LARGEST_STEP))
            }}
          >
            {shown === 0 ? `Show all ${formatBytes(sizeBytes ?? text.length)}` : 'Show more'}
          </button>
          {shown > 0 && hasMore && (
            <span className={styles.place}>
              {formatBytes(visible.length)} of {formatBytes(sizeBytes ?? text.length)} shown
            </span>
          )}
        </div>
      )}
      {!hasMore && onWhole === undefined && shown > 0 && (
        <div className={styles.more}>
          <button type="button" className={styles.button} onClick={() => setShown(0)}>
            Show less
          </button>
        </div>
      )}
    </div>
  )
}
