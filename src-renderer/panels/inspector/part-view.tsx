import { formatBytes } from '../../format/format-bytes.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useReading } from '../../state/reading.ts'
import styles from './conversation.module.css'
import { Fold } from './fold.tsx'
import { type Part, sizeOf } from './group-conversation.ts'
import { LookContext } from './look-context.ts'
import { MessageList, MessageView } from './message-list.tsx'
import { toolNameOf } from './read-tool-call.ts'
import { ToolDefinition } from './tools/tool-definition.tsx'

interface PartViewProps {
  readonly part: Part
  /** Instructions or tools that differ from those of the call before. */
  readonly isChanged?: boolean
  readonly marksOld?: boolean
}

/** Instructions and tools as folds, then the messages. */
export function PartView({ part: { messages, tools }, isChanged = false, marksOld = false }: PartViewProps) {
  const look = useReading(reading => reading.look)
  const system = messages.filter(message => message.section === 'system')
  const spoken = messages.filter(message => message.section !== 'system')
  const instructions = system.flatMap(message => message.blocks)
  return (
    <>
      {system.length + tools.length > 0 && (
        <div className={styles.folds}>
          {system.length > 0 && (
            <Fold
              title="System"
              preview={toVisible(instructions[0]?.block.text.slice(0, 200) ?? '')}
              note={formatBytes(sizeOf(instructions))}
              isChanged={isChanged}
              blocks={instructions}
            >
              {system.map(message => (
                <MessageView key={message.key} message={message} isOld={false} />
              ))}
            </Fold>
          )}
          {tools.length > 0 && (
            <Fold
              title={formatNumberOf(tools.length, 'tool')}
              preview={toVisible(tools.map(toolNameOf).join(', '))}
              note={formatBytes(sizeOf(tools))}
              isChanged={isChanged}
              blocks={tools}
            >
              <ul className={styles.tools}>
                {tools.map(tool => (
                  <li key={`${tool.message} ${tool.block.blockId}`}>
                    <Fold
                      title={toVisible(toolNameOf(tool))}
                      note={formatBytes(tool.block.sizeBytes)}
                      blocks={[tool]}
                    >
                      <LookContext value={look}>
                        <ToolDefinition callBlock={tool} />
                      </LookContext>
                    </Fold>
                  </li>
                ))}
              </ul>
            </Fold>
          )}
        </div>
      )}
      {spoken.length > 0 && <MessageList messages={spoken} marksOld={marksOld} />}
    </>
  )
}
