import { toVisible } from '../../format/visible-text.ts'
import { LOOKS, parseLook, setLookOfMessage, useReading } from '../../state/reading.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import styles from './conversation.module.css'
import { readWholeTexts } from './copy/whole-call.ts'
import { BlockFactsLine } from './facts/block-facts.tsx'
import type { Message } from './group-conversation.ts'
import { LOOK_NAMES } from './look-names.ts'

interface MessageHeadProps {
  readonly message: Message
  readonly isOld: boolean
  readonly lookKey: string
}

/** Who speaks, what is known of it, and what can be done with it. */
export function MessageHead({ message, isOld, lookKey }: MessageHeadProps) {
  const { role, name, blocks, section } = message
  const own = useReading(reading => reading.ofMessages.get(lookKey))
  return (
    <div className={styles.role}>
      {toVisible(role)}
      {name !== undefined && <span className={styles.who}>{toVisible(name)}</span>}
      {isOld && <span className={styles.who}>sent before</span>}
      {!areTools(message) && <BlockFactsLine blocks={blocks} hidesSource={section === 'output'} />}
      <span className={styles.space} />
      <span className={styles.actions}>
        <select
          className={styles.look}
          aria-label={`Show this ${toVisible(role)} message as`}
          value={own ?? ''}
          onChange={event => setLookOfMessage(lookKey, parseLook(event.target.value))}
        >
          <option value="">As the others</option>
          {LOOKS.map(look => (
            <option key={look} value={look}>
              {LOOK_NAMES[look].label}
            </option>
          ))}
        </select>
        <CopyButton
          isSmall
          label={`Copy this ${toVisible(role)} message`}
          read={async () => (await readWholeTexts(blocks)).join('\n\n')}
        />
      </span>
    </div>
  )
}

/** Their blocks tell of themselves. */
function areTools({ blocks }: Message): boolean {
  return blocks.every(({ block }) => block.kind === 'tool-result' || block.kind === 'tool-call')
}
