import type { FigureText } from '../format/format-figure.ts'
import styles from './figure-view.module.css'

/** A number with its mark of sureness; what the mark means is one hover away. */
export function FigureView({ figure, suffix }: { readonly figure: FigureText; readonly suffix?: string }) {
  return (
    <span className={figure.isKnown ? styles.known : styles.unknown} data-tip={figure.explanation}>
      <span aria-hidden="true">
        {figure.text}
        {figure.isKnown && suffix}
      </span>
      <span className={styles.spoken}>{figure.explanation}</span>
    </span>
  )
}
