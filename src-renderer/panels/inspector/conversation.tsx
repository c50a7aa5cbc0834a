import { useMemo, useState } from 'react'
import type { Call } from '#contract/call.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { Notice } from '../../widgets/notice.tsx'
import styles from './conversation.module.css'
import { ConversationToolbar } from './conversation-toolbar.tsx'
import { EarlierBar } from './earlier-bar.tsx'
import { CallScopeContext } from './facts/call-scope.ts'
import { useMakeScope } from './facts/use-make-scope.ts'
import { FindContext } from './find/find-context.ts'
import { useFind } from './find/use-find.ts'
import { blocksOf, groupConversation } from './group-conversation.ts'
import { MessageList } from './message-list.tsx'
import { PartView } from './part-view.tsx'
import { SameAnswer } from './same-answer.tsx'

interface ConversationProps {
  readonly call: Call
  readonly isLeftOut: boolean
  /** Whether the reader is in the inspector, where "/" searches the call. */
  readonly hasFocus: boolean
}

export function Conversation({ call, isLeftOut, hasFocus }: ConversationProps) {
  if (call.blocks.length > 0) return <CapturedConversation call={call} hasFocus={hasFocus} />
  return isLeftOut ? (
    <Notice icon="info" title="The prompt and the answer were not stored">
      The capture mode was “minimal” when they arrived. The settings say what is stored of the next ones.
    </Notice>
  ) : (
    <Notice icon="info" title="The prompt and the answer were not sent">
      Set <code>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true</code> where the agent runs.
    </Notice>
  )
}

/** What the model wrote, one line for all that was sent before, and what is new in its prompt. */
function CapturedConversation({ call, hasFocus }: Omit<ConversationProps, 'isLeftOut'>) {
  const scope = useMakeScope(call)
  const { answer, recent, earlier } = useMemo(() => groupConversation(call), [call])
  const shownOrder = useMemo(
    () => [...answer.flatMap(message => message.blocks), ...blocksOf(earlier), ...blocksOf(recent)],
    [answer, recent, earlier],
  )
  const find = useFind(shownOrder)
  const [asked, setAsked] = useState(0)
  const openFind = () => {
    find.open()
    setAsked(asked + 1)
  }
  useKeys('Conversation', [
    { keys: ['Mod+f'], label: 'Find in the call', worksInFields: true, run: openFind },
    ...(hasFocus ? [{ keys: ['/'], label: 'Find in the call', run: openFind }] : []),
  ])
  const isFirst = call.previousSpanId === null
  const hasEarlier = earlier.messages.length + earlier.tools.length > 0
  const hasRecent = recent.messages.length + recent.tools.length > 0
  return (
    <CallScopeContext value={scope}>
      <FindContext value={find.finding}>
        <ConversationToolbar find={find} asked={asked} onFind={openFind} />
        <div className={styles.conversation}>
          <SameAnswer call={call} />
          <section aria-label="What it wrote">
            <h3 className={styles.border}>What it wrote</h3>
            {answer.length === 0 ? (
              <p className={styles.nothing}>No answer was recorded.</p>
            ) : (
              <MessageList messages={answer} />
            )}
          </section>
          {hasEarlier && <EarlierBar part={earlier} />}
          {hasRecent && (
            <section aria-label="New in this call">
              <h3 className={styles.border}>{isFirst ? 'The prompt' : 'New in this call'}</h3>
              <PartView part={recent} isChanged={!isFirst} marksOld />
            </section>
          )}
          {!hasRecent && hasEarlier && (
            <p className={styles.nothing}>Nothing new: this prompt was sent word for word before.</p>
          )}
        </div>
      </FindContext>
    </CallScopeContext>
  )
}
