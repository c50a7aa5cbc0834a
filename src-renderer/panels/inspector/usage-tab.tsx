import type { Call } from '#contract/call.ts'
import type { Figure } from '#contract/figure.ts'
import { formatDollars, formatFigure } from '../../format/format-figure.ts'
import { toVisible } from '../../format/visible-text.ts'
import { SameAnswer } from './same-answer.tsx'
import styles from './tab.module.css'
import { listBuckets } from './usage-parts.ts'
import usageStyles from './usage-tab.module.css'

export function UsageTab({ call }: { readonly call: Call }) {
  const buckets = listBuckets(call.usage)
  return (
    <div className={styles.tab}>
      <section className={styles.section} aria-label="Tokens">
        <h3>Tokens</h3>
        <div className={usageStyles.bar} aria-hidden="true">
          {buckets.map(({ name, sharePercent }) => (
            <span key={name} className={usageStyles[name]} style={{ width: `${sharePercent}%` }} />
          ))}
        </div>
        <table className={usageStyles.table}>
          <tbody>
            {buckets.map(({ name, label, figure }) => (
              <Line key={name} name={name} label={label} figure={figure} />
            ))}
            <Line label="of which reasoning" figure={call.usage.reasoning} />
            <Line label="Whole prompt" figure={call.usage.input} isSum />
          </tbody>
        </table>
      </section>
      <section className={styles.section} aria-label="Cost">
        <h3>Cost</h3>
        <table className={usageStyles.table}>
          <tbody>
            <CostLine label="From the price list" figure={call.cost} />
            <CostLine label="As the sender reported" figure={call.reportedCost} />
          </tbody>
        </table>
        <p className={styles.faint}>{toVisible(call.costBasis)}</p>
        <SameAnswer call={call} />
        <Difference ours={call.cost} theirs={call.reportedCost} />
      </section>
      <Facts call={call} />
    </div>
  )
}

interface LineProps {
  readonly name?: keyof Call['usage']
  readonly label: string
  readonly figure: Figure
  readonly isSum?: boolean
}

function Line({ name, label, figure, isSum = false }: LineProps) {
  const { explanation, isKnown } = formatFigure(figure, 'tokens')
  return (
    <tr className={isSum ? usageStyles.sum : undefined}>
      <th scope="row">
        <span className={usageStyles.key}>
          {name !== undefined && <span className={usageStyles[name]} />}
        </span>
        {label}
      </th>
      <td data-tip={explanation}>{isKnown ? explanation.split(' ')[0] : '–'}</td>
      <td className={usageStyles.sure} data-tip={explanation}>
        {figure.confidence}
      </td>
    </tr>
  )
}

function CostLine({ label, figure }: { readonly label: string; readonly figure: Figure }) {
  const { text, explanation } = formatFigure(figure, 'dollars')
  return (
    <tr>
      <th scope="row">
        <span className={usageStyles.key} />
        {label}
      </th>
      <td data-tip={explanation}>{text}</td>
      <td className={usageStyles.sure} data-tip={explanation}>
        {figure.confidence}
      </td>
    </tr>
  )
}

function Difference({ ours, theirs }: { readonly ours: Figure; readonly theirs: Figure }) {
  if (ours.confidence === 'unknown' || theirs.confidence === 'unknown') return null
  const difference = ours.value - theirs.value
  if (Math.abs(difference) < 1000) return null
  const side = difference > 0 ? 'more' : 'less'
  return (
    <p className={styles.faint}>
      Ours is {formatDollars(Math.abs(difference))} {side} than the sender’s.
    </p>
  )
}

function Facts({ call }: { readonly call: Call }) {
  const facts = [
    ['Provider', call.provider],
    ['Operation', call.operation],
    ['Model asked for', call.requestModel],
    ['Model that answered', call.responseModel],
    ['Response id', call.responseId],
    ...Object.entries(call.parameters).map(([name, value]) => [name, JSON.stringify(value)] as const),
  ] as const
  return (
    <section className={styles.section} aria-label="Request">
      <h3>Request</h3>
      <dl className={usageStyles.facts}>
        {facts.map(([name, value]) =>
          value == null ? null : (
            <div key={name}>
              <dt>{toVisible(name)}</dt>
              <dd>{toVisible(value)}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  )
}
