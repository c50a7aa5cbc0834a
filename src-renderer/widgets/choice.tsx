import styles from './choice.module.css'

interface ChoiceProps<Id extends string> {
  readonly label: string
  readonly choices: readonly { readonly id: Id; readonly label: string; readonly tip?: string }[]
  readonly chosen: Id
  readonly onChoose: (id: Id) => void
}

/** One of a few, all in sight. */
export function Choice<Id extends string>({ label, choices, chosen, onChoose }: ChoiceProps<Id>) {
  return (
    <fieldset className={styles.choice} aria-label={label}>
      {choices.map(({ id, label: name, tip }) => (
        <button
          key={id}
          type="button"
          className={styles.option}
          aria-pressed={id === chosen}
          data-tip={tip}
          onClick={() => onChoose(id)}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}
