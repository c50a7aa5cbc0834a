import { type KeyLayer, reachableLayers } from '../keys/key-layers.ts'
import { useKeys } from '../keys/use-keys.ts'
import { closeOverlay } from '../state/overlay.ts'
import { IconButton } from '../widgets/button.tsx'
import { Dialog } from '../widgets/dialog.tsx'
import { Kbd } from '../widgets/kbd.tsx'
import styles from './key-map.module.css'

interface KeyMapProps {
  /** Those valid when the map was asked for. */
  readonly layers: readonly KeyLayer[]
}

export function KeyMap({ layers }: KeyMapProps) {
  useKeys('Keys', [{ keys: ['?', 'Escape'], label: 'Close', run: closeOverlay }], 'dialog')
  return (
    <Dialog label="Keyboard" size="large" onClose={closeOverlay}>
      <div className={styles.head}>
        <h2>Keyboard</h2>
        <IconButton icon="close" label="Close" keys="Esc" onClick={closeOverlay} />
      </div>
      <div className={styles.columns}>
        {joinByName(reachableLayers(layers)).map(([name, bindings]) => (
          <section key={name} aria-label={name}>
            <h3 className={styles.name}>{name}</h3>
            <dl>
              {bindings.map(({ keys, label }) => (
                <div key={`${keys[0]} ${label}`} className={styles.binding}>
                  <dt>{label}</dt>
                  <dd>
                    {keys.map(key => (
                      <Kbd key={key} keys={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function joinByName(layers: readonly KeyLayer[]): [string, KeyLayer['bindings']][] {
  const named = new Map<string, KeyLayer['bindings']>()
  for (const { name, bindings } of layers) named.set(name, [...(named.get(name) ?? []), ...bindings])
  return [...named]
}
