import type { ReactNode } from 'react'
import type { Call } from '#contract/call.ts'
import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import { formatDuration } from '../../format/format-duration.ts'
import { formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { IconButton } from '../../widgets/button.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import { StatusDot } from '../../widgets/status-dot.tsx'
import { Note } from '../labels/note.tsx'
import { StarButton } from '../labels/star-button.tsx'
import { TagList } from '../labels/tag-list.tsx'
import type { EditLabels, LabelTarget } from '../labels/target.ts'
import { CopyMenu } from './copy/copy-menu.tsx'
import styles from './inspector-header.module.css'

interface InspectorHeaderProps {
  readonly runId: string
  readonly span: SpanSummary
  readonly detail: SpanDetail | undefined
  readonly call: Call | undefined
  readonly labels: LabelTarget | undefined
  readonly onEdit: EditLabels
}

export function InspectorHeader({ runId, span, detail, call, labels, onEdit }: InspectorHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        <KindIcon kind={span.kind} />
        <h2 className={styles.name}>{toVisible(span.name)}</h2>
        <StatusDot status={span.status} />
        {labels !== undefined && <TagList labels={labels.labels} />}
        <span className={styles.space} />
        {labels !== undefined && (
          <>
            <StarButton target={labels} keys="S" />
            <IconButton icon="tag" label="Tag the span" keys="T" onClick={() => onEdit(labels, 'tags')} />
            <IconButton
              icon="note"
              label="Write a note on the span"
              keys="N"
              onClick={() => onEdit(labels, 'note')}
            />
          </>
        )}
        <CopyMenu runId={runId} spanId={span.spanId} detail={detail} call={call} />
      </div>
      <div className={styles.facts}>
        <Fact label="at">{formatDuration(span.startNs)}</Fact>
        <Fact label="took">
          {span.durationNs === null ? 'still running' : formatDuration(span.durationNs)}
        </Fact>
        {call?.timeToFirstTokenNs != null && (
          <Fact label="first token">{formatDuration(call.timeToFirstTokenNs)}</Fact>
        )}
        {modelOf(span, call) !== null && <Fact label="model">{toVisible(modelOf(span, call) ?? '')}</Fact>}
        {span.agentName !== null && <Fact label="agent">{toVisible(span.agentName)}</Fact>}
        {call !== undefined && (
          <>
            <Fact label="tokens">
              <FigureView figure={formatFigure(call.usage.input, 'tokens')} />
              <span className={styles.arrow}>→</span>
              <FigureView figure={formatFigure(call.usage.output, 'tokens')} />
            </Fact>
            <Fact label="cost">
              <FigureView figure={formatFigure(call.cost, 'dollars')} />
            </Fact>
          </>
        )}
        {call !== undefined && call.finishReasons.length > 0 && (
          <Fact label="finish">{toVisible(call.finishReasons.join(', '))}</Fact>
        )}
      </div>
      {labels !== undefined && <Note note={labels.labels.note} onEdit={() => onEdit(labels, 'note')} />}
    </header>
  )
}

function modelOf(span: SpanSummary, call: Call | undefined): string | null {
  return call?.responseModel ?? call?.requestModel ?? span.model
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <span className={styles.fact}>
      <span className={styles.label}>{label}</span>
      {children}
    </span>
  )
}
