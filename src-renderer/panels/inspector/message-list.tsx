import { toVisible } from '../../format/visible-text.ts'
import { useReading } from '../../state/reading.ts'
import { BlockView } from './block-view.tsx'
import styles from './conversation.module.css'
import type { Message } from './group-conversation.ts'
import { LookContext } from './look-context.ts'
import { MessageHead } from './message-head.tsx'

interface MessageListProps {
  readonly messages: readonly Message[]
  /** Says of a message that it was sent before, where new ones surround it. */
  readonly marksOld?: boolean
}

export function MessageList({ messages, marksOld = false }: MessageListProps) {
  return (
    <ol className={styles.messages}>
      {messages.map(message => (
        <li key={message.key} className={styles.message} data-role={roleOf(message)}>
          <MessageView message={message} isOld={marksOld && !message.isNew} />
        </li>
      ))}
    </ol>
  )
}

export function MessageView({ message, isOld }: { readonly message: Message; readonly isOld: boolean }) {
  const key = message.blocks[0]?.block.blockId ?? ''
  const look = useReading(reading => reading.ofMessages.get(key) ?? reading.look)
  return (
    <LookContext value={look}>
      <MessageHead message={message} isOld={isOld} lookKey={key} />
      <div className={styles.blocks}>
        {message.blocks.map((callBlock, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a message may carry the same block twice
          <BlockView key={index} callBlock={callBlock} />
        ))}
      </div>
    </LookContext>
  )
}

const ROLES = new Set(['system', 'developer', 'user', 'assistant', 'tool'])

function roleOf({ role }: Message): string {
  const plain = role === 'model' ? 'assistant' : role === 'function' ? 'tool' : role
  return ROLES.has(plain) ? toVisible(plain) : 'other'
}
