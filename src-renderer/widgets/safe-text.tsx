import { memo, type ReactNode, useContext, useEffect, useRef } from 'react'
import { rangesWithin, type TextRange } from '../format/find-matches.ts'
import { type Segment, toSegments } from '../format/visible-text.ts'
import styles from './safe-text.module.css'
import { TextMarksContext } from './text-marks.ts'

interface SafeTextProps {
  readonly text: string
  /** Where the text begins within the whole that is marked. */
  readonly offset?: number
  /** Whether spaces at the end of the text are at the end of a line. */
  readonly endsLine?: boolean
}

/** Recorded text as plain text, with what would act unseen shown by name. */
export const SafeText = memo(function SafeText({ text, offset = 0, endsLine = true }: SafeTextProps) {
  const { found, current, marksSpaces } = useContext(TextMarksContext)
  const ranges = rangesWithin(found, offset, offset + text.length)
  if (ranges.length === 0) return <Piece text={text} marksSpaces={marksSpaces} endsLine={endsLine} />
  let from = 0
  const parts = ranges.map(({ start, end }) => {
    const before = text.slice(from, start - offset)
    from = end - offset
    const isCurrent = current !== undefined && start < current.end && end > current.start
    return (
      <span key={start}>
        <Piece text={before} marksSpaces={marksSpaces} endsLine={false} />
        <FoundMark current={isCurrent ? current : undefined}>
          <Piece text={text.slice(start - offset, from)} marksSpaces={false} endsLine={false} />
        </FoundMark>
      </span>
    )
  })
  return (
    <>
      {parts}
      <Piece text={text.slice(from)} marksSpaces={marksSpaces} endsLine={endsLine} />
    </>
  )
})

interface FoundMarkProps {
  readonly current: TextRange | undefined
  readonly children: ReactNode
}

/** Matches that were brought into sight once, so that they do not pull a reader back who scrolls on. */
const broughtIntoSight = new WeakSet<TextRange>()

function FoundMark({ current, children }: FoundMarkProps) {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    if (current === undefined || broughtIntoSight.has(current)) return
    broughtIntoSight.add(current)
    element.current?.scrollIntoView({ block: 'center' })
  }, [current])
  return (
    <mark ref={element} className={styles.found} data-current={current !== undefined || undefined}>
      {children}
    </mark>
  )
}

interface PieceProps {
  readonly text: string
  readonly marksSpaces: boolean
  readonly endsLine: boolean
}

function Piece({ text, marksSpaces, endsLine }: PieceProps) {
  const segments = toSegments(text, marksSpaces ? { endsLine } : undefined)
  const [only] = segments
  if (segments.length === 1 && only?.type === 'text') return only.text
  return segments.map((segment, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have no other identity
    <SegmentView key={index} segment={segment} />
  ))
}

function SegmentView({ segment }: { readonly segment: Segment }) {
  if (segment.type === 'text') return segment.text
  if (segment.type === 'space') {
    return (
      <span className={styles.space} data-tip={segment.isTab ? 'A tab' : 'Spaces at the end of the line'}>
        {segment.text}
      </span>
    )
  }
  return (
    <span className={styles.mark} data-tip="An invisible or control character">
      {segment.label}
      {segment.count > 1 && `×${segment.count}`}
    </span>
  )
}
