import { useContext, useMemo } from 'react'
import type { CallBlock } from '#contract/call.ts'
import { toVisible } from '../../../format/visible-text.ts'
import { LongText } from '../../../widgets/long-text.tsx'
import { BlockContent } from '../block-content.tsx'
import { useFoundIn } from '../find/find-context.ts'
import { LookContext } from '../look-context.ts'
import { readSchema, type SchemaField } from './read-schema.ts'
import styles from './tools.module.css'

/** A tool as a person reads it: what it does, and what it takes. */
export function ToolDefinition({ callBlock }: { readonly callBlock: CallBlock }) {
  const { block } = callBlock
  const look = useContext(LookContext)
  const isFound = useFoundIn(callBlock) !== undefined
  const schema = useMemo(() => (block.isCut ? undefined : readSchema(block.text)), [block])
  if (schema === undefined || isFound || look === 'json' || look === 'raw')
    return <BlockContent callBlock={callBlock} />
  return (
    <div className={styles.definition}>
      {schema.description !== undefined && <LongText text={schema.description} maxLines={12} />}
      {schema.fields.length === 0 ? (
        <p className={styles.faint}>Takes nothing.</p>
      ) : (
        <table className={styles.fields}>
          <thead>
            <tr>
              <th scope="col">Takes</th>
              <th scope="col">Type</th>
              <th scope="col">Meaning</th>
            </tr>
          </thead>
          <tbody>
            {schema.fields.map(field => (
              <Field key={field.path} field={field} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}

function Field({ field }: { readonly field: SchemaField }) {
  const { name, type, depth, isRequired, description, values, byDefault } = field
  return (
    <tr>
      <th scope="row" style={{ paddingLeft: depth * 14 }}>
        <code>{toVisible(name)}</code> {isRequired && <span className={styles.required}>required</span>}
      </th>
      <td className={styles.type}>{toVisible(type)}</td>
      <td>
        {description !== undefined && <LongText text={description} maxLines={4} />}
        {values.length > 0 && <p className={styles.faint}>One of {toVisible(values.join(', '))}</p>}
        {byDefault !== undefined && <p className={styles.faint}>{toVisible(byDefault)} if left out</p>}
      </td>
    </tr>
  )
}
