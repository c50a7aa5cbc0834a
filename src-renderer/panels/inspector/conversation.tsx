import { type ReactNode, useMemo, useState } from 'react'
import type { Call } from '#contract/call.ts'
import { formatBytes } from '../../format/format-bytes.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { goTo, placeOfRun } from '../../state/location.ts'
import { Icon } from '../../widgets/icon.tsx'
import { Notice } from '../../widgets/notice.tsx'
import { BlockView } from './block-view.tsx'
import styles from './conversation.module.css'
import { groupConversation, type Message, sizeOf, sizeOfMessages } from './group-conversation.ts'
import { type AskedBy, findAskedBy } from './join-tools.ts'
import { toolNameOf } from './read-tool-call.ts'

/** What is new first: everything that was sent before is folded away into single lines. */
export function Conversation({ call, isLeftOut }: { readonly call: Call; readonly isLeftOut: boolean }) {
  const { system, tools, earlier, recent, answer } = useMemo(() => groupConversation(call), [call])
  const askedBy = useMemo(() => findAskedBy(call.blocks), [call])
  if (call.blocks.length === 0 && isLeftOut) {
    return (
      <Notice icon="info" title="The prompt and the answer were not stored">
        The capture mode was “minimal” when they arrived. The settings say what is stored of the next ones.
      </Notice>
    )
  }
  if (call.blocks.length === 0) {
    return (
      <Notice icon="info" title="The prompt and the answer were not sent">
        Set <code>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true</code> where the agent runs.
      </Notice>
    )
  }
  const isFirst = call.previousSpanId === null
  return (
    <div className={styles.conversation}>
      <div className={styles.folds}>
        {system.length > 0 && (
          <Fold
            title="System"
            note={formatBytes(sizeOfMessages(system))}
            isChanged={!isFirst && system.some(each => each.isNew)}
          >
            <MessageList messages={system} askedBy={askedBy} isBare />
          </Fold>
        )}
        {tools.length > 0 && (
          <Fold
            title={formatNumberOf(tools.length, 'tool')}
            preview={toVisible(tools.map(toolNameOf).join(', '))}
            note={formatBytes(sizeOf(tools))}
            isChanged={!isFirst && tools.some(each => each.isNew)}
          >
            <ul className={styles.tools}>
              {tools.map(tool => (
                <li key={tool.block.blockId}>
                  <Fold title={toVisible(toolNameOf(tool))} note={formatBytes(tool.block.sizeBytes)}>
                    <BlockView callBlock={tool} askedBy={askedBy} />
                  </Fold>
                </li>
              ))}
            </ul>
          </Fold>
        )}
        {earlier.length > 0 && (
          <Fold
            title={formatNumberOf(earlier.length, 'earlier message')}
            preview="already sent in the previous call"
            note={formatBytes(sizeOfMessages(earlier))}
            aside={<PreviousCall call={call} />}
          >
            <MessageList messages={earlier} askedBy={askedBy} />
          </Fold>
        )}
      </div>
      {recent.length === 0 && earlier.length > 0 && (
        <p className={styles.nothing}>Nothing new: this prompt was sent word for word before.</p>
      )}
      {recent.length > 0 && (
        <section aria-label="New in this call">
          {!isFirst && <h3 className={styles.border}>New in this call</h3>}
          <MessageList messages={recent} askedBy={askedBy} marksOld />
        </section>
      )}
      <section className={styles.answer} aria-label="Answer">
        <h3 className={styles.border}>Answer</h3>
        {answer.length === 0 ? (
          <p className={styles.nothing}>No answer was recorded.</p>
        ) : (
          <MessageList messages={answer} askedBy={askedBy} />
        )}
      </section>
    </div>
  )
}

function PreviousCall({ call }: { readonly call: Call }) {
  const { previousSpanId, runId } = call
  if (previousSpanId === null) return null
  return (
    <button type="button" className={styles.jump} onClick={() => goTo(placeOfRun(runId, previousSpanId))}>
      go to it
    </button>
  )
}

interface FoldProps {
  readonly title: string
  readonly preview?: string
  readonly note: string
  readonly isChanged?: boolean
  readonly aside?: ReactNode
  readonly children: ReactNode
}

function Fold({ title, preview, note, isChanged = false, aside, children }: FoldProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.fold}>
      <div className={styles.foldHead}>
        <button
          type="button"
          className={styles.foldButton}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={12} />
          <span className={styles.foldTitle}>{title}</span>
          {isChanged && <span className={styles.changed}>changed</span>}
          {preview !== undefined && <span className={styles.preview}>{preview}</span>}
        </button>
        {aside}
        <span className={styles.note}>{note}</span>
      </div>
      {isOpen && <div className={styles.foldBody}>{children}</div>}
    </div>
  )
}

interface MessageListProps {
  readonly messages: readonly Message[]
  readonly askedBy: AskedBy
  /** Without the role, where the heading already says it. */
  readonly isBare?: boolean
  /** Says of a message that it was sent before, where new ones surround it. */
  readonly marksOld?: boolean
}

function MessageList({ messages, askedBy, isBare = false, marksOld = false }: MessageListProps) {
  return (
    <ol className={styles.messages}>
      {messages.map(message => (
        <li key={message.key} className={styles.message} data-role={roleOf(message)}>
          {!isBare && (
            <div className={styles.role}>
              {toVisible(message.role)}
              {message.name !== undefined && <span className={styles.who}>{toVisible(message.name)}</span>}
              {marksOld && !message.isNew && <span className={styles.who}>sent before</span>}
            </div>
          )}
          <div className={styles.blocks}>
            {message.blocks.map((callBlock, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a message may carry the same block twice
              <BlockView key={index} callBlock={callBlock} askedBy={askedBy} />
            ))}
          </div>
        </li>
      ))}
    </ol>
  )
}

const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool'])

function roleOf({ role }: Message): string {
  const plain = role === 'model' ? 'assistant' : role === 'function' ? 'tool' : role
  return ROLES.has(plain) ? plain : 'other'
}
