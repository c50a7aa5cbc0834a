import type { ButtonHTMLAttributes, ReactNode } from 'react'
import styles from './button.module.css'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.ts'
import { joinClasses } from './join-classes.ts'

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className'> {
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger'
  readonly icon?: IconName
  readonly children: ReactNode
}

export function Button({ tone = 'plain', icon, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={joinClasses(styles.button, styles[tone])}>
      {icon !== undefined && <Icon name={icon} size={14} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'children'> {
  readonly icon: IconName
  readonly label: string
  /** The key that does the same, shown beside the label. */
  readonly keys?: string
}

export function IconButton({ icon, label, keys, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={styles.iconButton}
      aria-label={label}
      data-tip={keys === undefined ? label : `${label}  ${keys}`}
    >
      <Icon name={icon} size={15} />
    </button>
  )
}
