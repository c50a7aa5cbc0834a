import { useMemo, useState } from 'react'
import type { Block, CallBlock } from '#contract/call.ts'
import { useOperation } from '../../api/use-operation.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { parseJson } from '../../format/parse-json.ts'
import { toVisible } from '../../format/visible-text.ts'
import { Icon } from '../../widgets/icon.tsx'
import { JsonView } from '../../widgets/json-view.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import styles from './block-view.module.css'
import { type AskedBy, summarizeArguments } from './join-tools.ts'
import { readToolBlock } from './read-tool-call.ts'

interface BlockViewProps {
  readonly callBlock: CallBlock
  readonly askedBy: AskedBy
}

/** One block of a message, by kind. Only data: images are drawn; nothing is ever fetched. */
export function BlockView({ callBlock, askedBy }: BlockViewProps) {
  const { block, isError } = callBlock
  switch (block.kind) {
    case 'text':
    case 'unknown':
      return <Content block={block} />
    case 'reasoning':
      return (
        <div className={styles.reasoning}>
          <span className={styles.label}>Reasoning</span>
          <Content block={block} />
        </div>
      )
    case 'tool-call':
      return <ToolCall callBlock={callBlock} />
    case 'tool-result':
      return (
        <ToolResult
          callBlock={callBlock}
          asking={askedBy.get(callBlock.toolCallId ?? '')}
          isError={isError}
        />
      )
    case 'tool-definition':
      return <Content block={block} />
    case 'image':
    case 'audio':
    case 'file':
      return <Media block={block} />
  }
}

function ToolCall({ callBlock }: { readonly callBlock: CallBlock }) {
  const { name, content, json } = readToolBlock(callBlock)
  return (
    <div className={styles.tool} data-kind="tool">
      <div className={styles.toolHead}>
        <Icon name="kind-tool" size={13} />
        <span className={styles.toolName}>{toVisible(name ?? 'tool')}</span>
        <CallId toolCallId={callBlock.toolCallId} />
      </div>
      <div className={styles.toolBody}>
        {json === undefined ? (
          <Content block={{ ...callBlock.block, text: content }} />
        ) : (
          <JsonView value={json} />
        )}
      </div>
    </div>
  )
}

interface ToolResultProps {
  readonly callBlock: CallBlock
  readonly asking: CallBlock | undefined
  readonly isError: boolean
}

function ToolResult({ callBlock, asking, isError }: ToolResultProps) {
  const asked = asking === undefined ? undefined : readToolBlock(asking)
  const { name } = readToolBlock(callBlock)
  return (
    <div className={styles.tool} data-kind="tool" data-error={isError || undefined}>
      <div className={styles.toolHead}>
        <span className={styles.returned}>{isError ? 'failed' : 'returned'}</span>
        <span className={styles.toolName}>{toVisible(asked?.name ?? name ?? 'tool')}</span>
        {asked !== undefined && (
          <span className={styles.asked}>{toVisible(summarizeArguments(asked.content))}</span>
        )}
        <CallId toolCallId={callBlock.toolCallId} />
      </div>
      <div className={styles.toolBody}>
        <Content block={callBlock.block} />
      </div>
    </div>
  )
}

function CallId({ toolCallId }: { readonly toolCallId: string | null }) {
  if (toolCallId === null) return null
  const id = toVisible(toolCallId)
  return (
    <span className={styles.callId} data-tip={`Joins the request with its result: ${id}`}>
      {id.length > 12 ? `…${id.slice(-8)}` : id}
    </span>
  )
}

/** Text, or JSON as a tree. A block that came cut is fetched whole when asked for. */
function Content({ block }: { readonly block: Block }) {
  const [wantsWhole, setWantsWhole] = useState(false)
  const whole = useOperation('blocks.get', block.isCut && wantsWhole ? { blockId: block.blockId } : undefined)
  const text = whole.value?.text ?? block.text
  const isCut = block.isCut && whole.value === undefined
  const json = useMemo(() => (isCut ? undefined : parseJson(text)), [isCut, text])
  if (json !== undefined) return <JsonView value={json} />
  return (
    <LongText
      text={text}
      sizeBytes={block.sizeBytes}
      isCode={block.kind === 'tool-result' || block.kind === 'tool-call'}
      onWhole={isCut ? () => setWantsWhole(true) : undefined}
    />
  )
}

const DRAWN = /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/

function Media({ block }: { readonly block: Block }) {
  const source = sourceOf(block.text)
  if (block.kind === 'image' && !block.isCut && DRAWN.test(source)) {
    return <img className={styles.image} src={source} alt="Part of the recorded conversation" />
  }
  return (
    <div className={styles.media}>
      <Icon name="link" size={13} />
      <span className={styles.label}>{block.kind}</span>
      <span className={styles.source}>{toVisible(source.slice(0, 160))}</span>
      <span className={styles.size}>{formatBytes(block.sizeBytes)}</span>
    </div>
  )
}

function sourceOf(text: string): string {
  const json = parseJson(text)
  if (json === undefined || typeof json !== 'object' || json === null || !('source' in json)) return text
  return typeof json.source === 'string' ? json.source : text
}
