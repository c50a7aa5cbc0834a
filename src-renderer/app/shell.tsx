import { useKeyLayers } from '../keys/key-layers.ts'
import { Compare } from '../panels/compare/compare.tsx'
import { Costs } from '../panels/costs/costs.tsx'
import { ReplayDialog } from '../panels/replay/replay-dialog.tsx'
import { ReplayRequests } from '../panels/replay/replay-requests.tsx'
import { Run } from '../panels/run/run.tsx'
import { Runs } from '../panels/runs/runs.tsx'
import { Search } from '../panels/search/search.tsx'
import { Session } from '../panels/sessions/session.tsx'
import { Sessions } from '../panels/sessions/sessions.tsx'
import { Settings } from '../panels/settings/settings.tsx'
import { useLocation } from '../state/location.ts'
import { useOverlay } from '../state/overlay.ts'
import { Tooltip } from '../widgets/tooltip.tsx'
import { CommandPalette } from './command-palette.tsx'
import { DropArea } from './drop-area.tsx'
import { ImportProgress } from './import-progress.tsx'
import { KeyMap } from './key-map.tsx'
import { Rail } from './rail.tsx'
import styles from './shell.module.css'
import { StatusBar } from './status-bar.tsx'
import { StoreBanner } from './store-banner.tsx'
import { Toasts } from './toasts.tsx'
import { useAppKeys } from './use-app-keys.ts'
import { useHostRequests } from './use-host-requests.ts'
import { useTheme } from './use-theme.ts'

export function Shell({ isLost }: { readonly isLost: boolean }) {
  const overlay = useOverlay(state => state.overlay)
  useTheme()
  useAppKeys()
  useHostRequests()
  return (
    <div className={styles.shell}>
      {isLost && (
        <p className={styles.banner} role="alert">
          Runback stopped. Start it again; this page reconnects by itself.
        </p>
      )}
      <StoreBanner />
      <div className={styles.middle}>
        <Rail />
        <View />
      </div>
      <StatusBar />
      <ImportProgress />
      <ReplayRequests />
      <ReplayDialog />
      <Toasts />
      <DropArea />
      {overlay === 'palette' && <CommandPalette />}
      {overlay === 'keys' && <KeyMap layers={useKeyLayers.getState().layers} />}
      <Tooltip />
    </div>
  )
}

function View() {
  const place = useLocation(state => state.place)
  switch (place.view) {
    case 'runs':
      return <Runs />
    case 'run':
      return <Run key={place.runId} runId={place.runId} spanId={place.spanId} show={place.show} />
    case 'compare':
      return <Compare place={place} />
    case 'search':
      return <Search text={place.text} />
    case 'sessions':
      return <Sessions text={place.text} />
    case 'session':
      return <Session key={place.sessionId} sessionId={place.sessionId} />
    case 'costs':
      return <Costs range={place.range} groupBy={place.groupBy} />
    case 'settings':
      return <Settings />
  }
}
