import { reachableLayers, useKeyLayers } from '../keys/key-layers.ts'
import { Kbd } from '../widgets/kbd.tsx'
import styles from './hint-bar.module.css'

/** The keys most worth knowing where the reader is now. */
export function HintBar() {
  const layers = useKeyLayers(state => state.layers)
  const hinted = reachableLayers(layers).flatMap(layer =>
    layer.bindings.flatMap(({ hint }) => (hint === undefined ? [] : [hint])),
  )
  return (
    <ul className={styles.hints} aria-label="Keys valid now">
      {hinted.map(({ keys, label }) => (
        <li key={label} className={styles.hint}>
          <span className={styles.keys}>
            {keys.map(key => (
              <Kbd key={key} keys={key} />
            ))}
          </span>
          {label}
        </li>
      ))}
    </ul>
  )
}
