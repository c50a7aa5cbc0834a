import type { PlannedStep, ReplayPlan } from '#contract/replay.ts'
import { toVisible } from '../../format/visible-text.ts'
import { FigureView } from '../../widgets/figure-view.tsx'
import { KindIcon } from '../../widgets/kind-icon.tsx'
import { formatRange } from './format-range.ts'
import styles from './replay.module.css'

const SOURCES: Readonly<Record<PlannedStep['source'], string>> = {
  live: 'The model is asked',
  mocked: 'From the recording',
  hybrid: 'From the recording, unless the prompt differs by then',
  omitted: 'Left out: the recording does not hold its prompt',
}
/** A long run is summed up below; these are looked at one by one. */
const SHOWN = 200

interface PlanTableProps {
  readonly plan: ReplayPlan
  readonly onTurn: (step: PlannedStep) => void
}

export function PlanTable({ plan, onTurn }: PlanTableProps) {
  const shown = plan.steps.slice(0, SHOWN)
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label="Plan">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Name</th>
            <th scope="col">Model</th>
            <th scope="col">Answer</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(step => (
            <tr key={step.spanId}>
              <td className={styles.number}>{step.number}</td>
              <td className={styles.name}>
                <KindIcon kind={step.kind} />
                {toVisible(step.name)}
              </td>
              <td className={styles.model}>{toVisible(step.model ?? '')}</td>
              <td>
                <SourceButton step={step} onTurn={onTurn} />
              </td>
              <td className={styles.number}>
                {step.source === 'mocked' || step.source === 'omitted' ? null : (
                  <FigureView figure={formatRange(step.cost)} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.steps.length > SHOWN && <p className={styles.more}>and {plan.steps.length - SHOWN} more steps</p>}
    </div>
  )
}

function SourceButton({ step, onTurn }: { readonly step: PlannedStep } & Pick<PlanTableProps, 'onTurn'>) {
  const { source, kind } = step
  if (kind !== 'llm' || source === 'omitted') {
    return (
      <span className={styles.source} data-source={source} data-tip={SOURCES[source]}>
        {source}
      </span>
    )
  }
  const next = source === 'mocked' ? 'Ask the model instead' : 'Take the recorded answer instead'
  return (
    <button
      type="button"
      className={styles.source}
      data-source={source}
      aria-label={`Step ${step.number} is ${source}. ${next}`}
      data-tip={`${SOURCES[source]}. ${next}`}
      onClick={() => onTurn(step)}
    >
      {source}
    </button>
  )
}
