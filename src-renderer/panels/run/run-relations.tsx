import type { DispatchedRun, Run, RunParent } from '#contract/run.ts'
import { formatNumberOf } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { goTo, placeOfRun } from '../../state/location.ts'
import { Icon } from '../../widgets/icon.tsx'
import styles from './run-relations.module.css'

const SHOWN = 5
const HOW: Readonly<Record<RunParent['reason'], string>> = {
  'tool-call': 'told by the id of the tool call',
  'span-link': 'told by a link of its root span',
  'parent-run': 'told by the name of the run; the span is not told',
  'parent-session': 'told by the session of the run, which has no other; the span is not told',
  replay: 'it repeats its steps',
}

/** Where the run belongs: its session, the run that dispatched it, and those it dispatched. */
export function RunRelations({ run: { run, dispatched } }: { readonly run: Run }) {
  const { sessionId, sessionSource, parent } = run
  if (sessionId === null && parent === null && dispatched.length === 0) return null
  return (
    <div className={styles.relations}>
      {sessionId !== null && (
        <Relation
          label="Session"
          tip={sessionSource === null ? '' : `Named by ${sessionSource}`}
          onOpen={() => goTo({ view: 'session', sessionId })}
        >
          {sessionId}
        </Relation>
      )}
      {parent !== null && (
        <Relation
          label={parent.reason === 'replay' ? 'Replay of' : 'From'}
          tip={`${parent.reason === 'replay' ? 'Replays' : 'Dispatched by'} ${toVisible(parent.name)}: ${HOW[parent.reason]}`}
          onOpen={() => goTo(placeOfRun(parent.runId, parent.spanId ?? undefined))}
        >
          {parent.spanName ?? parent.name}
        </Relation>
      )}
      {dispatched.slice(0, SHOWN).map(child => (
        <Dispatched key={child.runId} child={child} />
      ))}
      {dispatched.length > SHOWN && (
        <span className={styles.label}>
          and {formatNumberOf(dispatched.length - SHOWN, 'more run')}, all in the session
        </span>
      )}
    </div>
  )
}

function Dispatched({ child }: { readonly child: DispatchedRun }) {
  return (
    <Relation
      label={child.reason === 'replay' ? 'Replayed as' : 'Dispatched'}
      tip={HOW[child.reason]}
      onOpen={() => goTo(placeOfRun(child.runId))}
    >
      {child.name}
    </Relation>
  )
}

interface RelationProps {
  readonly label: string
  readonly tip: string
  readonly onOpen: () => void
  readonly children: string
}

function Relation({ label, tip, onOpen, children }: RelationProps) {
  return (
    <span className={styles.relation}>
      <span className={styles.label}>{label}</span>
      <button type="button" className={styles.link} data-tip={tip} onClick={onOpen}>
        <Icon name="link" size={12} />
        <span className={styles.text}>{toVisible(children)}</span>
      </button>
    </span>
  )
}
