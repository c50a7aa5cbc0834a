import { labelRun } from '../../actions/label-run.ts'
import { Icon } from '../../widgets/icon.tsx'
import styles from './labels.module.css'
import { type LabelTarget, placeOf } from './target.ts'

interface StarButtonProps {
  readonly target: LabelTarget
  readonly keys?: string
}

/** Stars a run or a span: it is then never deleted by itself. */
export function StarButton({ target, keys }: StarButtonProps) {
  const { starred } = target.labels
  const label = starred ? 'Take the star away' : 'Star: never deleted by itself'
  return (
    <button
      type="button"
      className={styles.star}
      aria-label={starred ? 'Starred' : 'Star'}
      aria-pressed={starred}
      data-tip={keys === undefined ? label : `${label}  ${keys}`}
      onClick={event => {
        event.stopPropagation()
        void toggleStar(target)
      }}
    >
      <Icon name="star" size={14} />
    </button>
  )
}

export function toggleStar(target: LabelTarget): Promise<boolean> {
  return labelRun({ ...placeOf(target), star: !target.labels.starred })
}
