import { useState } from 'react'
import type { Block, CallBlock } from '#contract/call.ts'
import type { ToolRun } from '#contract/tool-run.ts'
import { formatBytes } from '../../../format/format-bytes.ts'
import { formatDuration } from '../../../format/format-duration.ts'
import { toVisible } from '../../../format/visible-text.ts'
import { Icon } from '../../../widgets/icon.tsx'
import { BlockContent } from '../block-content.tsx'
import { BlockFactsLine } from '../facts/block-facts.tsx'
import { useCallScope } from '../facts/call-scope.ts'
import { StepLink } from '../facts/step-link.tsx'
import { readToolBlock } from '../read-tool-call.ts'
import { CallId } from './call-id.tsx'
import styles from './tools.module.css'

/** What the model asked a tool for, and below it what the tool gave. */
export function ToolCall({ callBlock }: { readonly callBlock: CallBlock }) {
  const { toolRuns } = useCallScope()
  const { name } = readToolBlock(callBlock)
  const run = toolRuns.get(callBlock.toolCallId ?? '')
  return (
    <div className={styles.tool} data-kind="tool" data-error={run?.isError || undefined}>
      <div className={styles.head}>
        <Icon name="kind-tool" size={13} />
        <span className={styles.name}>{toVisible(name ?? 'tool')}</span>
        {run?.ranAsSpanId != null && <StepLink word="ran as" spanId={run.ranAsSpanId} />}
        <span className={styles.space} />
        <BlockFactsLine blocks={[callBlock]} hidesSource />
        <CallId toolCallId={callBlock.toolCallId} />
      </div>
      <div className={styles.body}>
        <BlockContent callBlock={callBlock} />
      </div>
      {run !== undefined && <Given run={run} callBlock={callBlock} />}
    </div>
  )
}

/** Open where it is news: the result of what this answer asks for stands in no prompt yet. */
function Given({ run, callBlock }: { readonly run: ToolRun; readonly callBlock: CallBlock }) {
  const { spans } = useCallScope()
  const [isOpen, setOpen] = useState(callBlock.section === 'output')
  const { result, isError } = run
  const durationNs = spans.get(run.ranAsSpanId ?? '')?.durationNs ?? null
  const took = durationNs === null ? '' : ` after ${formatDuration(durationNs)}`
  if (result === null) {
    return (
      <div className={styles.given}>
        <div className={styles.givenHead} data-error={isError || undefined}>
          {isError ? 'failed' : 'no result was recorded'}
          {took}
        </div>
      </div>
    )
  }
  return (
    <div className={styles.given}>
      <div className={styles.givenHead} data-error={isError || undefined}>
        <button type="button" className={styles.turn} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          {isError ? 'failed' : 'returned'} {formatBytes(result.sizeBytes)}
          {took}
        </button>
      </div>
      {isOpen && (
        <div className={styles.body}>
          <BlockContent callBlock={resultOf(callBlock, result, isError)} maxLines={8} />
        </div>
      )}
    </div>
  )
}

/** The result stands in another call or in a tool's span: no search of this call reaches it. */
function resultOf(callBlock: CallBlock, block: Block, isError: boolean): CallBlock {
  return { ...callBlock, role: 'tool', isError, block }
}
