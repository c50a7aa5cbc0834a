import { formatCount } from '../../format/format-count.ts'
import { toVisible } from '../../format/visible-text.ts'
import { SafeText } from '../../widgets/safe-text.tsx'
import styles from './detail.module.css'
import { type JsonDifference, toText } from './diff-json.ts'
import { SIGNS } from './words.ts'

const SHOWN = 200
const LONGEST = 2_000

/** Path by path, what one has and what the other has. */
export function JsonDifferences({ differences }: { readonly differences: readonly JsonDifference[] }) {
  if (differences.length === 0) {
    return (
      <p className={styles.note}>The values are the same; only how they are written differs. See by line.</p>
    )
  }
  const more = differences.length - SHOWN
  return (
    <>
      <table className={styles.json} aria-label="Differences by key">
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">A</th>
            <th scope="col">B</th>
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, SHOWN).map(({ path, change, left, right }) => (
            <tr key={path} data-change={change}>
              <th scope="row">
                <span className={styles.sign} aria-hidden="true">
                  {SIGNS[change]}
                </span>
                <code>{toVisible(path)}</code>
              </th>
              <Value text={toText(left)} />
              <Value text={toText(right)} />
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 && <p className={styles.note}>{formatCount(more)} more keys differ. See by line.</p>}
    </>
  )
}

function Value({ text }: { readonly text: string }) {
  const rest = text.length - LONGEST
  return (
    <td>
      <code>
        <SafeText text={text.slice(0, LONGEST)} />
        {rest > 0 && `… ${formatCount(rest)} more characters`}
      </code>
    </td>
  )
}
