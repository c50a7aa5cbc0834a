import styles from './mark.module.css'

/** The sign of Runback: a turn back to a recorded moment. */
export function Mark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg
      className={styles.mark}
      width={size}
      height={size}
      viewBox="0 0 32 32"
      role="img"
      aria-label="Runback"
    >
      <path d="M7.2 10.6A11 11 0 1 1 5 17.2" />
      <path d="M6.4 3.6v7.6H14" />
      <circle cx="16" cy="16.6" r="4.1" />
    </svg>
  )
}
