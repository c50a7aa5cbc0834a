import type { RunSummary } from '#contract/run.ts'
import { changeSettings } from '../actions/change-settings.ts'
import { loadSample } from '../actions/load-sample.ts'
import { formatAge, toMilliseconds } from '../format/format-time.ts'
import { toVisible } from '../format/visible-text.ts'
import { type KeyLayer, reachableLayers } from '../keys/key-layers.ts'
import { COSTS, goTo, type Place, placeOfRun, RUNS } from '../state/location.ts'
import { openOverlay } from '../state/overlay.ts'
import type { IconName } from '../widgets/icon-drawings.ts'
import { chooseFiles } from './choose-files.ts'

const NOTHING_CHOSEN: Place = { view: 'compare', left: undefined, right: undefined }

/** Something the palette offers. */
export interface Command {
  readonly id: string
  readonly icon: IconName
  readonly label: string
  readonly group: string
  readonly keys?: string | undefined
  readonly run: () => void
}

export function appCommands(): Command[] {
  return [
    command('runs', 'Go to the runs', 'Go', () => goTo(RUNS), 'Mod+1'),
    command('compare', 'Compare two runs', 'Go', () => goTo(NOTHING_CHOSEN), 'Mod+2'),
    command('sessions', 'Go to the sessions', 'Go', () => goTo({ view: 'sessions', text: '' }), 'Mod+3'),
    command('search', 'Search all content', 'Go', () => goTo({ view: 'search', text: '' }), 'Mod+Shift+F'),
    command('costs', 'Go to the costs', 'Go', () => goTo(COSTS), 'Mod+5'),
    command('settings', 'Open the settings', 'Go', () => goTo({ view: 'settings' }), 'Mod+,'),
    command('import', 'Import trace files…', 'Record', chooseFiles),
    command('play', 'Load the sample run', 'Record', () => void loadSample()),
    command('moon', 'Use the dark theme', 'Theme', () => void changeSettings({ theme: 'dark' })),
    command('sun', 'Use the light theme', 'Theme', () => void changeSettings({ theme: 'light' })),
    command(
      'contrast',
      'Follow the desktop’s theme',
      'Theme',
      () => void changeSettings({ theme: 'system' }),
    ),
    command('keys', 'Show all keys', 'Help', () => openOverlay('keys'), '?'),
  ]
}

/** Whatever a key can do here can be found by its words too. */
export function keyCommands(layers: readonly KeyLayer[]): Command[] {
  return reachableLayers(layers)
    .filter(({ name }) => name !== 'Everywhere')
    .flatMap(({ name, bindings }) =>
      bindings.map(({ label, keys: [key], run }) => command('keys', label, name, run, key)),
    )
}

export function runCommands(runs: readonly RunSummary[]): Command[] {
  return runs.map(run => ({
    ...command('kind-agent', toVisible(run.name), formatAge(toMilliseconds(run.startedAt), Date.now()), () =>
      goTo(placeOfRun(run.runId)),
    ),
    id: run.runId,
  }))
}

export function searchCommand(text: string): Command {
  const label = `Search all content for “${text}”`
  return command('search', label, 'Search', () => goTo({ view: 'search', text }))
}

function command(icon: IconName, label: string, group: string, run: () => void, keys?: string): Command {
  return { id: `${group} ${label}`, icon, label, group, keys, run }
}
