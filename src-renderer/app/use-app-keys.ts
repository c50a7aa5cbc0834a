import { useKeys } from '../keys/use-keys.ts'
import { COSTS, goTo, RUNS } from '../state/location.ts'
import { openOverlay } from '../state/overlay.ts'

/** The keys that are valid everywhere. */
export function useAppKeys(): void {
  useKeys(
    'Everywhere',
    [
      {
        keys: ['Mod+k', 'Mod+p'],
        label: 'Do or go to anything',
        hint: { keys: ['Mod+k'], label: 'Commands' },
        worksInFields: true,
        run: () => openOverlay('palette'),
      },
      {
        keys: ['?'],
        label: 'All keys',
        hint: { keys: ['?'], label: 'Keys' },
        run: () => openOverlay('keys'),
      },
      { keys: ['Mod+1'], label: 'Runs', worksInFields: true, run: () => goTo(RUNS) },
      {
        keys: ['Mod+2'],
        label: 'Compare two runs',
        worksInFields: true,
        run: () => goTo({ view: 'compare', left: undefined, right: undefined }),
      },
      {
        keys: ['Mod+Shift+f', 'Mod+4'],
        label: 'Search all content',
        worksInFields: true,
        run: () => goTo({ view: 'search', text: '' }),
      },
      {
        keys: ['Mod+3'],
        label: 'Sessions',
        worksInFields: true,
        run: () => goTo({ view: 'sessions', text: '' }),
      },
      { keys: ['Mod+5'], label: 'Costs', worksInFields: true, run: () => goTo(COSTS) },
      { keys: ['Mod+,'], label: 'Settings', worksInFields: true, run: () => goTo({ view: 'settings' }) },
      { keys: ['Alt+ArrowLeft'], label: 'Back', worksInFields: true, run: () => window.history.back() },
      {
        keys: ['Alt+ArrowRight'],
        label: 'Forward',
        worksInFields: true,
        run: () => window.history.forward(),
      },
    ],
    'everywhere',
  )
}
