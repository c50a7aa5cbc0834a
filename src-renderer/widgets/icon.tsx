import styles from './icon.module.css'
import { DRAWINGS, type IconName } from './icon-drawings.ts'

export interface IconProps {
  readonly name: IconName
  readonly size?: number
}

/** Decoration only; whatever carries it has the name. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg className={styles.icon} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      <path d={DRAWINGS[name]} />
    </svg>
  )
}
