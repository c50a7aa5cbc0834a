import { useContext, useState } from 'react'
import { foldText, splitIntoPieces } from '../format/cut-text.ts'
import { formatBytes } from '../format/format-bytes.ts'
import { joinClasses } from './join-classes.ts'
import styles from './long-text.module.css'
import { SafeText } from './safe-text.tsx'
import { TextMarksContext } from './text-marks.ts'
import { VirtualText } from './virtual-text.tsx'

interface LongTextProps {
  readonly text: string
  /** Of the whole, when `text` is only its beginning. */
  readonly sizeBytes?: number
  /** Brings the whole when `text` is only its beginning. */
  readonly onWhole?: (() => void) | undefined
  /** Why the whole did not come. */
  readonly failure?: string | undefined
  readonly isCode?: boolean
  readonly maxLines?: number
}

const PIECE = 8_000
/** Beyond this a text gets a view of its own, which builds only the rows in sight. */
const LAID_OUT_AT_ONCE = 24_000

/** Text of any length: folded at first, then whole. */
export function LongText({
  text,
  sizeBytes,
  onWhole,
  failure,
  isCode = false,
  maxLines = 28,
}: LongTextProps) {
  const [isOpen, setOpen] = useState(false)
  const { current } = useContext(TextMarksContext)
  const folded = foldText(text, { maxLines, maxCharacters: 3_600 })
  const isFolded = !isOpen && current === undefined && (folded !== undefined || onWhole !== undefined)
  const size = formatBytes(sizeBytes ?? text.length)

  function open(): void {
    onWhole?.()
    setOpen(true)
  }

  return (
    <div className={styles.frame}>
      {isFolded || text.length <= LAID_OUT_AT_ONCE ? (
        <Pieces text={isFolded ? (folded ?? text) : text} isCode={isCode} />
      ) : (
        <VirtualText text={text} label={`Text of ${size}`} />
      )}
      <div className={styles.more}>
        {isFolded && <FoldButton label={`Show all ${size}`} onPress={open} />}
        {!isFolded && isOpen && <FoldButton label="Show less" onPress={() => setOpen(false)} />}
        {!isFolded && onWhole !== undefined && (
          <span className={styles.place} role="status">
            {failure ?? `The first ${formatBytes(text.length)} of ${size}; reading the rest…`}
          </span>
        )}
      </div>
    </div>
  )
}

function Pieces({ text, isCode }: { readonly text: string; readonly isCode: boolean }) {
  const className = joinClasses(styles.text, isCode && styles.code)
  let offset = 0
  return splitIntoPieces(text, PIECE).map(piece => {
    const start = offset
    offset += piece.length
    return (
      <div key={start} className={className} dir="auto">
        <SafeText text={piece} offset={start} />
      </div>
    )
  })
}

function FoldButton({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" className={styles.button} onClick={onPress}>
      {label}
    </button>
  )
}
