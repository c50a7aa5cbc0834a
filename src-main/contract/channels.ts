/** The only messages that pass between a page of the desktop host and its main process. */
export const channels = {
  /** Page asks, main answers with a `Reply`. */
  call: 'engine:call',
  openExternal: 'engine:open-external',
  /** Main tells the page. */
  event: 'engine:event',
  menu: 'engine:menu',
} as const
