import { useEffect } from 'react'
import type { MenuCommand } from '#contract/bridge.ts'
import { loadSample } from '../actions/load-sample.ts'
import { theBridge } from '../api/bridge.ts'
import { goTo, RUNS, useLocation } from '../state/location.ts'
import { openOverlay } from '../state/overlay.ts'
import { chooseReplay } from '../state/replaying.ts'
import { showToast } from '../state/toasts.ts'
import { chooseFiles } from './choose-files.ts'
import { toggleTheme } from './use-theme.ts'

const COMMANDS: Readonly<Record<MenuCommand, () => void>> = {
  'open-file': chooseFiles,
  find: () => goTo({ view: 'search', text: '' }),
  'go-to-runs': () => goTo(RUNS),
  'open-settings': () => goTo({ view: 'settings' }),
  'load-sample': () => void loadSample(),
  'replay-run': replayShownRun,
  'toggle-theme': toggleTheme,
  'show-keys': () => openOverlay('keys'),
}

/** The run that is open, if one is. */
function replayShownRun(): void {
  const { place } = useLocation.getState()
  if (place.view === 'run') chooseReplay(place.runId)
  else showToast({ tone: 'plain', text: 'Open the run that you want to replay first.' })
}

/** Does what the desktop host's menu asks. */
export function useHostRequests(): void {
  useEffect(() => {
    return theBridge().onMenu(command => COMMANDS[command]())
  }, [])
}
