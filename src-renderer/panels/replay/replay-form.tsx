import { type FormEvent, useState } from 'react'
import type { PlannedStep } from '#contract/replay.ts'
import { describeFailure } from '../../actions/describe-failure.ts'
import { startReplay } from '../../actions/replays.ts'
import { toVisible } from '../../format/visible-text.ts'
import { useKeys } from '../../keys/use-keys.ts'
import { Button } from '../../widgets/button.tsx'
import { Choice } from '../../widgets/choice.tsx'
import { FigureView } from '../../widgets/figure-view.tsx'
import { ConcernList } from './concern-list.tsx'
import { type Draft, newDraft, toChoices } from './draft.ts'
import { formatRange } from './format-range.ts'
import { KeyForm } from './key-form.tsx'
import { ModelFields } from './model-fields.tsx'
import { MoreFields } from './more-fields.tsx'
import { PlanTable } from './plan-table.tsx'
import styles from './replay.module.css'
import { ReplayFrame, RunTitle } from './replay-frame.tsx'
import { usePlan } from './use-plan.ts'

const MODES = [
  { id: 'live', label: 'Live', tip: 'The model is asked at every step' },
  { id: 'hybrid', label: 'Hybrid', tip: 'Recorded answers for as long as the prompt is the recorded one' },
  { id: 'mocked', label: 'Mocked', tip: 'Recorded answers alone: nothing is sent' },
] as const
const FLOWS = [
  { id: 'independent', label: 'Each prompt as recorded', tip: 'Calls do not depend on each other' },
  {
    id: 'chained',
    label: 'New answers flow on',
    tip: 'Recorded results answer the tools, for as long as they fit',
  },
] as const
const EXTENTS = [
  { id: 'only', label: 'This step' },
  { id: 'from', label: 'From this step on' },
  { id: 'all', label: 'The whole run' },
] as const

interface ReplayFormProps {
  readonly runId: string
  readonly spanId: string | undefined
  readonly onClose: () => void
}

/** Everything that is chosen before a replay, and what it would do. Nothing is sent until it is started. */
export function ReplayForm({ runId, spanId, onClose }: ReplayFormProps) {
  const [draft, setDraft] = useState(() => newDraft(spanId))
  const change = (changed: Partial<Draft>) => setDraft(current => ({ ...current, ...changed }))
  const choices = toChoices(draft, runId, spanId)
  const { plan, error, isCurrent } = usePlan(choices)
  const canStart = isCurrent && plan?.canStart === true
  const missingKey = plan?.targets.find(({ key, origin }) => key === 'missing' && origin !== '')

  function turn({ spanId: step, source }: PlannedStep): void {
    change({ stepModes: { ...draft.stepModes, [step]: source === 'mocked' ? 'live' : 'mocked' } })
  }

  async function start(event?: FormEvent): Promise<void> {
    event?.preventDefault()
    if (canStart) await startReplay(choices)
  }

  useKeys(
    'Replay',
    [
      { keys: ['Escape'], label: 'Close', worksInFields: true, run: onClose },
      { keys: ['Mod+Enter'], label: 'Start the replay', worksInFields: true, run: () => void start() },
    ],
    'dialog',
  )

  return (
    <ReplayFrame title={<RunTitle runId={runId} />} onClose={onClose}>
      <form id="replay-form" className={styles.form} onSubmit={event => void start(event)}>
        <ModelFields draft={draft} onChange={change} />
        <div className={styles.choices}>
          {spanId !== undefined && (
            <Choice
              label="Which steps"
              choices={EXTENTS}
              chosen={draft.extent}
              onChoose={extent => change({ extent })}
            />
          )}
          <Choice
            label="Where answers come from"
            choices={MODES}
            chosen={draft.mode}
            onChoose={mode => change({ mode })}
          />
          <Choice
            label="How answers go on"
            choices={FLOWS}
            chosen={draft.flow}
            onChoose={flow => change({ flow })}
          />
        </div>
        <MoreFields draft={draft} onChange={change} />
      </form>
      {missingKey !== undefined && <KeyForm provider={missingKey.provider} />}
      {error !== undefined && plan === undefined && (
        <p className={styles.failure}>{describeFailure(error)}</p>
      )}
      {plan !== undefined && (
        <>
          <PlanTable plan={plan} onTurn={turn} />
          <ConcernList plan={plan} />
        </>
      )}
      <footer className={styles.footer}>
        <p className={styles.summary} aria-live="polite">
          {plan === undefined ? 'Reading the recording…' : toVisible(plan.summary)}
        </p>
        <Button onClick={onClose}>Cancel</Button>
        <Button tone="primary" type="submit" form="replay-form" icon="play" disabled={!canStart}>
          Start
          {plan !== undefined && plan.counts.live + plan.counts.hybrid > 0 && (
            <FigureView figure={formatRange(plan.cost)} />
          )}
        </Button>
      </footer>
    </ReplayFrame>
  )
}
