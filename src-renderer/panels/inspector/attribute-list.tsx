import { useMemo } from 'react'
import type { NamedAttribute } from '#contract/span.ts'
import { type Json, parseJson } from '../../format/parse-json.ts'
import { toVisible } from '../../format/visible-text.ts'
import { CopyButton } from '../../widgets/copy-button.tsx'
import { JsonView } from '../../widgets/json-view.tsx'
import { LongText } from '../../widgets/long-text.tsx'
import { typeOfAttribute } from './filter-attributes.ts'
import styles from './tab.module.css'

interface AttributeListProps {
  readonly attributes: readonly NamedAttribute[]
  /** Names of the columns, where the list is what the reader came for. */
  readonly hasHead?: boolean
}

export function AttributeList({ attributes, hasHead = false }: AttributeListProps) {
  if (attributes.length === 0) return null
  return (
    <table className={styles.attributes}>
      <colgroup>
        <col className={styles.keyColumn} />
        <col />
        <col className={styles.typeColumn} />
        <col className={styles.copyColumn} />
      </colgroup>
      <thead className={hasHead ? undefined : styles.spoken}>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Value</th>
          <th scope="col">Type</th>
          <th scope="col">
            <span className={styles.spoken}>Copy</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {attributes.map((attribute, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: senders may repeat a key
          <tr key={index} className={styles.attribute}>
            <th scope="row" className={styles.key}>
              {toVisible(attribute.key)}
            </th>
            <td className={styles.value}>
              <Value value={attribute.value} />
            </td>
            <td className={styles.type}>{typeOfAttribute(attribute.value)}</td>
            <td>
              <CopyButton
                isSmall
                label={`Copy ${toVisible(attribute.key.slice(0, 60))}`}
                read={() => printValue(attribute.value)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What is parsed at once, so that a long list of long values does not stall. */
const PARSED_AT_MOST = 100_000

function Value({ value }: Pick<NamedAttribute, 'value'>) {
  const json = useMemo((): Json | undefined => {
    if (typeof value === 'string') return value.length > PARSED_AT_MOST ? undefined : parseJson(value)
    return typeof value === 'object' && value !== null ? value : undefined
  }, [value])
  if (json !== undefined) return <JsonView value={json} />
  return <LongText text={String(value)} isCode maxLines={12} />
}

function printValue(value: NamedAttribute['value']): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}
