import { useMemo } from 'react'
import type { Status, ToolExchange } from '#contract/span.ts'
import { parseJson } from '../../format/parse-json.ts'
import { toVisible } from '../../format/visible-text.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { JsonView } from '../../widgets/json-view.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import styles from './tab.module.css'
import { AskedBy } from './tools/asked-by.tsx'

interface ToolTabProps {
  readonly runId: string
  readonly spanId: string
  readonly tool: ToolExchange
  readonly status: Status
}

export function ToolTab({ runId, spanId, tool, status }: ToolTabProps) {
  return (
    <div className={styles.tab}>
      <p className={styles.lead}>
        <span className={styles.code}>{toVisible(tool.toolName)}</span>
        {tool.toolCallId !== null && <span className={styles.faint}>{toVisible(tool.toolCallId)}</span>}
        {tool.toolCallId !== null && <AskedBy runId={runId} spanId={spanId} />}
      </p>
      <Part title="Arguments" text={tool.arguments} missing="No arguments were recorded." />
      <Part
        title="Result"
        text={tool.result}
        missing={status === 'running' ? 'The tool is still running.' : 'No result was recorded.'}
      />
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly text: string | null
  readonly missing: string
}

function Part({ title, text, missing }: PartProps) {
  const json = useMemo(() => (text === null ? undefined : parseJson(text)), [text])
  return (
    <section className={styles.section} aria-label={title}>
      <div className={styles.head}>
        <h3>{title}</h3>
        {text !== null && <CopyButton isSmall label={`Copy the ${title.toLowerCase()}`} read={() => text} />}
      </div>
      {text === null ? (
        <p className={styles.faint}>{missing}</p>
      ) : (
        <div className={styles.box}>
          {json === undefined ? <LongText text={text} isCode /> : <JsonView value={json} />}
        </div>
      )}
    </section>
  )
}
