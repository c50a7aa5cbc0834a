import { reachableLayers, useKeyLayers } from '../keys/key-layers.ts'
import { Kbd } from '../widgets/kbd.tsx'
import styles from './hint-bar.module.css'

/** The keys most worth knowing where the reader is now. */
export function HintBar() {
  const layers = useKeyLayers(state => state.layers)
  const hinted = reachableLayers(layers).flatMap(layer => layer.bindings.filter(binding => binding.isHinted))
  return (
    <ul className={styles.hints} aria-label="Keys valid now">
      {hinted.map(({ keys: [key = ''], label }) => (
        <li key={`${key} ${label}`} className={styles.hint}>
          <Kbd keys={key} />
          {label}
        </li>
      ))}
    </ul>
  )
}
