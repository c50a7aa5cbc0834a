import type { CallBlock } from '#contract/call.ts'
import { toVisible } from '../../../format/visible-text.ts'
import { BlockContent } from '../block-content.tsx'
import { BlockFactsLine } from '../facts/block-facts.tsx'
import { useCallScope } from '../facts/call-scope.ts'
import { StepLink } from '../facts/step-link.tsx'
import { summarizeArguments } from '../join-tools.ts'
import { readToolBlock } from '../read-tool-call.ts'
import { CallId } from './call-id.tsx'
import styles from './tools.module.css'

/** What a tool gave, with who asked for it and where it ran. */
export function ToolResult({ callBlock }: { readonly callBlock: CallBlock }) {
  const { call, askedBy, toolRuns } = useCallScope()
  const { toolCallId, isError } = callBlock
  const asking = askedBy.get(toolCallId ?? '')
  const asked = asking === undefined ? undefined : readToolBlock(asking)
  const run = toolRuns.get(toolCallId ?? '')
  const { name } = readToolBlock(callBlock)
  const askedIn = run?.askedBySpanId ?? null
  return (
    <div className={styles.tool} data-kind="tool" data-error={isError || undefined}>
      <div className={styles.head}>
        <span className={styles.word}>{isError ? 'failed' : 'returned'}</span>
        <span className={styles.name}>{toVisible(asked?.name ?? name ?? 'tool')}</span>
        {asked === undefined ? (
          <span className={styles.space} />
        ) : (
          <span className={styles.asked}>{toVisible(summarizeArguments(asked.content))}</span>
        )}
        {askedIn !== null && askedIn !== call.spanId && <StepLink word="asked in" spanId={askedIn} />}
        {run?.ranAsSpanId != null && <StepLink word="ran as" spanId={run.ranAsSpanId} />}
        <BlockFactsLine blocks={[callBlock]} hidesSource={run?.ranAsSpanId != null} />
        <CallId toolCallId={toolCallId} />
      </div>
      <div className={styles.body}>
        <BlockContent callBlock={callBlock} />
      </div>
    </div>
  )
}
