import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-drawings.ts'
import styles from './notice.module.css'

interface NoticeProps {
  readonly icon?: IconName
  readonly title: string
  readonly children?: ReactNode
}

/** What stands where there is nothing else to show. */
export function Notice({ icon, title, children }: NoticeProps) {
  return (
    <div className={styles.notice}>
      {icon !== undefined && (
        <span className={styles.icon}>
          <Icon name={icon} size={18} />
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.body}>{children}</div>}
    </div>
  )
}
