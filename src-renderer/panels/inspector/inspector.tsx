import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Call } from '#contract/call.ts'
import type { SpanDetail, SpanSummary } from '#contract/span.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { Notice } from '../../widgets/notice.tsx'
import { Tabs } from '../../widgets/tabs.tsx'
import type { EditLabels, LabelTarget } from '../labels/target.ts'
import { AttributesTab } from './attributes-tab.tsx'
import { Conversation } from './conversation.tsx'
import { ErrorTab } from './error-tab.tsx'
import { EventsTab } from './events-tab.tsx'
import styles from './inspector.module.css'
import { InspectorHeader } from './inspector-header.tsx'
import { type InspectorTab, listTabs } from './list-tabs.ts'
import { ToolTab } from './tool-tab.tsx'
import { UsageTab } from './usage-tab.tsx'
import { WithheldLine } from './withheld-line.tsx'

interface InspectorProps {
  readonly runId: string
  readonly span: SpanSummary | undefined
  readonly labels: LabelTarget | undefined
  readonly onEdit: EditLabels
}

/** Everything about one span. The tab the reader chose stays while it fits the next span. */
export function Inspector({ runId, span, labels, onEdit }: InspectorProps) {
  const [chosen, setChosen] = useState<InspectorTab>()
  const [hasFocus, setHasFocus] = useState(false)
  const body = useRef<HTMLDivElement>(null)
  const params = span === undefined ? undefined : { runId, spanId: span.spanId }
  const detail = useOperation('spans.get', params)
  const hasCall = detail.value?.hasCall ?? span?.kind === 'llm'
  const call = useOperation('calls.get', hasCall ? params : undefined)
  const spanId = span?.spanId

  // biome-ignore lint/correctness/useExhaustiveDependencies: another span is read from its top
  useEffect(() => {
    body.current?.scrollTo({ top: 0 })
  }, [spanId])

  if (span === undefined) {
    return (
      <section className={styles.inspector} aria-label="Inspector">
        <Notice icon="waterfall" title="Select a span to read it" />
      </section>
    )
  }
  const tabs = listTabs(span, detail.value)
  const tab = tabs.find(each => each.id === chosen)?.id ?? tabs[0]?.id ?? 'attributes'
  const error = tab === 'conversation' || tab === 'usage' ? (call.error ?? detail.error) : detail.error
  return (
    <section
      className={styles.inspector}
      aria-label="Inspector"
      onFocus={() => setHasFocus(true)}
      onBlur={event => setHasFocus(event.currentTarget.contains(event.relatedTarget))}
    >
      <InspectorHeader
        runId={runId}
        span={span}
        detail={detail.value}
        call={call.value}
        labels={labels}
        onEdit={onEdit}
      />
      <div className={styles.tabs}>
        <Tabs
          label="About the span"
          tabs={tabs}
          selected={tab}
          onSelect={setChosen}
          controls="inspector-body"
        />
      </div>
      <div
        ref={body}
        id="inspector-body"
        className={styles.body}
        role="tabpanel"
        aria-label={tabs.find(each => each.id === tab)?.label}
        data-inspector-body
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the reader scrolls it with the keys
        tabIndex={0}
        onKeyDown={keepScrollKeys}
      >
        {error !== undefined && <p className={styles.failure}>{describeFailure(error)}</p>}
        {detail.value?.withheld && <WithheldLine withheld={detail.value.withheld} />}
        <TabBody
          runId={runId}
          key={`${spanId} ${tab}`}
          tab={tab}
          span={span}
          detail={detail.value}
          call={call.value}
          hasFocus={hasFocus}
        />
      </div>
    </section>
  )
}

interface TabBodyProps {
  readonly runId: string
  readonly tab: InspectorTab
  readonly span: SpanSummary
  readonly detail: SpanDetail | undefined
  readonly call: Call | undefined
  readonly hasFocus: boolean
}

function TabBody({ runId, tab, span, detail, call, hasFocus }: TabBodyProps) {
  switch (tab) {
    case 'conversation':
      return (
        call && (
          <Conversation
            call={call}
            isLeftOut={detail?.withheld?.captureMode === 'minimal'}
            hasFocus={hasFocus}
          />
        )
      )
    case 'usage':
      return call && <UsageTab call={call} />
    case 'tool':
      return (
        detail?.tool && <ToolTab runId={runId} spanId={span.spanId} tool={detail.tool} status={span.status} />
      )
    case 'attributes':
      return detail && <AttributesTab detail={detail} />
    case 'events':
      return detail && <EventsTab detail={detail} />
    case 'error':
      return <ErrorTab span={span} detail={detail} />
  }
}

const SCROLL_KEYS = [
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
  'Enter',
]

/** While the reader is in here, these keys scroll the text instead of moving the selection. */
function keepScrollKeys(event: KeyboardEvent): void {
  if (SCROLL_KEYS.includes(event.key)) event.stopPropagation()
  if (event.key !== 'Escape') return
  event.stopPropagation()
  document.querySelector<HTMLElement>('[role=tree]')?.focus()
}
