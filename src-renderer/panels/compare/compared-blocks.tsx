import { useMemo, useState } from 'react'
import { describeFailure } from '../../actions/describe-failure.ts'
import { useOperation } from '../../api/use-operation.ts'
import { parseJson } from '../../format/parse-json.ts'
import { Tabs } from '../../widgets/tabs.tsx'
import styles from './detail.module.css'
import { diffJson } from './diff-json.ts'
import { JsonDifferences } from './json-differences.tsx'
import { TextDifferences } from './text-differences.tsx'

interface ComparedBlocksProps {
  readonly left: string
  readonly right: string
}

const LONGEST_JSON = 4_000_000
const WAYS = [
  { id: 'keys', label: 'By key' },
  { id: 'text', label: 'By line' },
] as const

/** Two versions of a text; where both are JSON, by key first. */
export function ComparedBlocks({ left, right }: ComparedBlocksProps) {
  const [way, setWay] = useState<'keys' | 'text'>('keys')
  const [isWrapped, setWrapped] = useState(true)
  const { value, error } = useOperation('diff.blocks', { left, right })
  const differences = useMemo(() => {
    if (value === undefined || value.left.length + value.right.length > LONGEST_JSON) return undefined
    const both = { left: parseJson(value.left), right: parseJson(value.right) }
    return both.left === undefined || both.right === undefined ? undefined : diffJson(both.left, both.right)
  }, [value])
  if (error !== undefined) return <p className={styles.problem}>{describeFailure(error)}</p>
  if (value === undefined) return null
  const shown = differences === undefined ? 'text' : way
  return (
    <>
      <div className={styles.ways}>
        {differences !== undefined && (
          <Tabs
            label="How the texts are compared"
            look="boxed"
            tabs={WAYS}
            selected={way}
            onSelect={setWay}
            controls={`texts-${left}-${right}`}
          />
        )}
        {shown === 'text' && (
          <label className={styles.wrap}>
            <input type="checkbox" checked={isWrapped} onChange={event => setWrapped(event.target.checked)} />
            Wrap long lines
          </label>
        )}
      </div>
      <div id={`texts-${left}-${right}`}>
        {shown === 'keys' && differences !== undefined ? (
          <JsonDifferences differences={differences} />
        ) : (
          <TextDifferences texts={value} isWrapped={isWrapped} />
        )}
      </div>
    </>
  )
}
