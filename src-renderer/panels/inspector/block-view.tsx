import type { CallBlock } from '#contract/call.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { toVisible } from '../../format/visible-text.ts'
import { BlockContent } from './block-content.tsx'
import styles from './block-view.module.css'
import { useCallScope } from './facts/call-scope.ts'
import { sumTokens } from './facts/read-facts.ts'
import { tokensText } from './facts/tokens-text.ts'
import { Fold } from './fold.tsx'
import { MediaView } from './media/media-view.tsx'
import { ToolCall } from './tools/tool-call.tsx'
import { ToolDefinition } from './tools/tool-definition.tsx'
import { ToolResult } from './tools/tool-result.tsx'

/** One block of a message, by kind. Only data: nothing is ever fetched. */
export function BlockView({ callBlock }: { readonly callBlock: CallBlock }) {
  const { block } = callBlock
  switch (block.kind) {
    case 'text':
    case 'unknown':
      return <BlockContent callBlock={callBlock} />
    case 'reasoning':
      return <Reasoning callBlock={callBlock} />
    case 'tool-call':
      return <ToolCall callBlock={callBlock} />
    case 'tool-result':
      return <ToolResult callBlock={callBlock} />
    case 'tool-definition':
      return <ToolDefinition callBlock={callBlock} />
    case 'image':
    case 'audio':
    case 'file':
      return <MediaView block={block} />
  }
}

function Reasoning({ callBlock }: { readonly callBlock: CallBlock }) {
  const { factsOf } = useCallScope()
  const { text, sizeBytes } = callBlock.block
  return (
    <Fold
      title="Reasoning"
      preview={toVisible(text.slice(0, 200))}
      note={tokensText(sumTokens([factsOf(callBlock)])) ?? formatBytes(sizeBytes)}
      blocks={[callBlock]}
    >
      <div className={styles.reasoning}>
        <BlockContent callBlock={callBlock} />
      </div>
    </Fold>
  )
}
