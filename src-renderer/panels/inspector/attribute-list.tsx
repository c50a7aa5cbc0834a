import { useMemo } from 'react'
import type { NamedAttribute } from '#contract/span.ts'
import { type Json, parseJson } from '../../format/parse-json.ts'
import { toVisible } from '../../format/visible-text.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { JsonView } from '../../widgets/json-view.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import styles from './tab.module.css'

export function AttributeList({ attributes }: { readonly attributes: readonly NamedAttribute[] }) {
  return (
    <ul className={styles.attributes}>
      {attributes.map((attribute, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: senders may repeat a key
        <li key={index} className={styles.attribute}>
          <span className={styles.key}>{toVisible(attribute.key)}</span>
          <span className={styles.value}>
            <Value value={attribute.value} />
          </span>
          <CopyButton
            isSmall
            label={`Copy ${attribute.key.slice(0, 60)}`}
            read={() => printValue(attribute.value)}
          />
        </li>
      ))}
    </ul>
  )
}

function Value({ value }: Pick<NamedAttribute, 'value'>) {
  const json = useMemo((): Json | undefined => {
    if (typeof value === 'string') return parseJson(value)
    return typeof value === 'object' && value !== null ? value : undefined
  }, [value])
  if (json !== undefined) return <JsonView value={json} />
  return <LongText text={String(value)} isCode maxLines={12} />
}

function printValue(value: NamedAttribute['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
