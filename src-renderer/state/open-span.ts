import { goTo, placeOfRun, useLocation } from './location.ts'

/** Selects a span, in the picture the reader looks at if its run is on the screen. The back button returns. */
export function openSpan(runId: string, spanId: string): void {
  const { place } = useLocation.getState()
  goTo(place.view === 'run' && place.runId === runId ? { ...place, spanId } : placeOfRun(runId, spanId))
}
