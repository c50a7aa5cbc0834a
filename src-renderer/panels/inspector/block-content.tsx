import { useContext, useMemo, useState } from 'react'
import type { Block, CallBlock } from '#contract/call.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { offerLink } from '../../api/offer-link.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { useReading } from '../../state/reading.ts'
import { JsonView } from '../../widgets/json-view.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import { MarkdownView } from '../../widgets/markdown-view.tsx'
import { NO_MARKS, TextMarksContext } from '../../widgets/text-marks.ts'
import styles from './block-view.module.css'
import { chooseContent, TREE_AT_MOST } from './choose-content.ts'
import { useFoundIn } from './find/find-context.ts'
import { LookContext } from './look-context.ts'

interface BlockContentProps {
  readonly callBlock: CallBlock
  readonly maxLines?: number
}

/** What a block says, in the look the reader chose. A block that came cut is completed when it is opened. */
export function BlockContent({ callBlock, maxLines }: BlockContentProps) {
  const { block } = callBlock
  const [wantsWhole, setWantsWhole] = useState(false)
  const whole = useOperation('blocks.get', block.isCut && wantsWhole ? { blockId: block.blockId } : undefined)
  const marksSpaces = useReading(reading => reading.marksSpaces)
  const hits = useFoundIn(callBlock)
  const marks = useMemo(
    () => ({ ...NO_MARKS, marksSpaces, ...(hits && { found: hits.ranges, current: hits.current }) }),
    [marksSpaces, hits],
  )
  const known = whole.value ?? block
  const onWhole = known.isCut ? () => setWantsWhole(true) : undefined
  return (
    <TextMarksContext value={marks}>
      {hits === undefined ? (
        <Drawn
          callBlock={{ ...callBlock, block: known }}
          sizeBytes={block.sizeBytes}
          onWhole={onWhole}
          failure={whole.error === undefined ? undefined : describeFailure(whole.error)}
          maxLines={maxLines}
        />
      ) : (
        <LongText text={hits.text} sizeBytes={block.sizeBytes} isCode={isCode(block)} />
      )}
    </TextMarksContext>
  )
}

interface DrawnProps {
  readonly callBlock: CallBlock
  readonly sizeBytes: number
  readonly onWhole: (() => void) | undefined
  readonly failure: string | undefined
  readonly maxLines: number | undefined
}

function Drawn({ callBlock, sizeBytes, onWhole, failure, maxLines }: DrawnProps) {
  const look = useContext(LookContext)
  const content = useMemo(() => chooseContent(callBlock, look), [callBlock, look])
  if (content.as === 'tree') return <JsonView value={content.json} />
  if (content.as === 'markdown') return <MarkdownView text={content.text} onLink={offerLink} />
  return (
    <>
      {content.isTooLargeForTree && (
        <p className={styles.word}>
          Shown as text: trees are built up to {formatBytes(TREE_AT_MOST)}, and this has{' '}
          {formatBytes(sizeBytes)}.
        </p>
      )}
      <LongText
        text={content.text}
        sizeBytes={sizeBytes}
        isCode={look === 'raw' || isCode(callBlock.block)}
        onWhole={onWhole}
        failure={failure}
        {...(maxLines !== undefined && { maxLines })}
      />
    </>
  )
}

function isCode({ kind }: Block): boolean {
  return kind === 'tool-result' || kind === 'tool-call' || kind === 'tool-definition'
}
