import { toVisible } from '../../format/visible-text.ts'
import styles from './context.module.css'
import type { MapData } from './read-map-data.ts'

export function ContextLegend({ data: { sources, breaks, context } }: { readonly data: MapData }) {
  const hasCached = context.calls.some(call => (call.cachedLength ?? 0) > 0)
  return (
    <ul className={styles.legend} aria-label="Colours">
      {sources.legend.map(({ source, label }) => (
        <li key={source}>
          <span className={styles.swatch} data-source={source} />
          {toVisible(label)}
        </li>
      ))}
      {hasCached && (
        <li>
          <span className={styles.swatch} data-source="cached" />
          from the cache
        </li>
      )}
      <li>
        <span className={styles.swatch} data-source="gone" />
        gone
      </li>
      {breaks.size > 0 && (
        <li>
          <span className={styles.sign}>▼</span>
          cache broken
        </li>
      )}
      <li className={styles.faint}>pale: sent before</li>
    </ul>
  )
}
