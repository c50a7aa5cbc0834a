import { create } from 'zustand'

/** At most one thing lies over the window. */
export type Overlay = 'palette' | 'keys' | undefined

export const useOverlay = create<{ readonly overlay: Overlay }>()(() => ({ overlay: undefined }))

export function openOverlay(overlay: Overlay): void {
  useOverlay.setState({ overlay })
}

export function closeOverlay(): void {
  useOverlay.setState({ overlay: undefined })
}
