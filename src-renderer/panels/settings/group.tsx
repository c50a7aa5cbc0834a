import type { ReactNode } from 'react'
import styles from './settings.module.css'

export function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h2 className={styles.groupTitle}>{title}</h2>
      <div className={styles.card}>{children}</div>
    </section>
  )
}

interface SettingProps {
  readonly name: string
  readonly sentence: string
  readonly children: ReactNode
}

export function Setting({ name, sentence, children }: SettingProps) {
  return (
    <div className={styles.setting}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <p className={styles.sentence}>{sentence}</p>
      </div>
      {children}
    </div>
  )
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface SwitchProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

export function Switch({ label, isOn, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className={styles.switch}
      aria-checked={isOn}
      aria-label={label}
      onClick={() => onChange(!isOn)}
    >
      <span className={styles.knob} />
    </button>
  )
}
