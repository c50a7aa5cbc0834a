import { COSTS, goTo, type Place, RUNS, useLocation } from '../state/location.ts'
import { openOverlay } from '../state/overlay.ts'
import { IconButton } from '../widgets/button.tsx'
import { Icon } from '../widgets/icon.tsx'
import type { IconName } from '../widgets/icon-drawings.ts'
import { describeKey } from '../widgets/kbd.tsx'
import { Mark } from './mark.tsx'
import styles from './rail.module.css'
import { toggleTheme } from './use-theme.ts'

interface Destination {
  readonly icon: IconName
  readonly label: string
  readonly keys: string
  readonly place: Place
  readonly views: readonly Place['view'][]
}

const TOP: readonly Destination[] = [
  { icon: 'runs', label: 'Runs', keys: 'Mod+1', place: RUNS, views: ['runs', 'run'] },
  {
    icon: 'compare',
    label: 'Compare',
    keys: 'Mod+2',
    place: { view: 'compare', left: undefined, right: undefined },
    views: ['compare'],
  },
  {
    icon: 'sessions',
    label: 'Sessions',
    keys: 'Mod+3',
    place: { view: 'sessions', text: '' },
    views: ['sessions', 'session'],
  },
  {
    icon: 'search',
    label: 'Search',
    keys: 'Mod+Shift+F',
    place: { view: 'search', text: '' },
    views: ['search'],
  },
  { icon: 'costs', label: 'Costs', keys: 'Mod+5', place: COSTS, views: ['costs'] },
]

const BOTTOM: Destination = {
  icon: 'settings',
  label: 'Settings',
  keys: 'Mod+,',
  place: { view: 'settings' },
  views: ['settings'],
}

export function Rail() {
  return (
    <nav className={styles.rail} aria-label="Views">
      <span className={styles.mark}>
        <Mark />
      </span>
      {TOP.map(destination => (
        <RailButton key={destination.label} destination={destination} />
      ))}
      <span className={styles.space} />
      <IconButton icon="keys" label="Keyboard" keys="?" onClick={() => openOverlay('keys')} />
      <IconButton icon="contrast" label="Dark or light" onClick={toggleTheme} />
      <RailButton destination={BOTTOM} />
    </nav>
  )
}

function RailButton({
  destination: { icon, label, keys, place, views },
}: {
  readonly destination: Destination
}) {
  const current = useLocation(state => state.place.view)
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={label}
      aria-current={views.includes(current) ? 'page' : undefined}
      data-tip={`${label}  ${describeKey(keys)}`}
      onClick={() => goTo(place)}
    >
      <Icon name={icon} size={17} />
    </button>
  )
}
