import type { WritableDatabase } from './database.ts'

/** Some milliseconds of work: pages from the end of the file take the places of free ones. */
const PAGES_PER_SLICE = 128
/** A few free pages are what the next commit is written into. */
const MIN_FREE_PAGES = 64
const MAX_FREE_SHARE = 1 / 16

/** Gives free pages back to the file system, so that a file does not stay as large as it once had to be. */
export function createFreePages(db: WritableDatabase) {
  const count = (name: 'freelist_count' | 'page_count'): number => Number(db.pragma(name, { simple: true }))
  // Stores from before this was set keep their free pages, and use them again.
  const canShrink = db.pragma('auto_vacuum', { simple: true }) === 2
  let isShrinking = false

  /** Gives some back when there are many; true when more are waiting. */
  return {
    returnSome(): boolean {
      const freePages = canShrink ? count('freelist_count') : 0
      isShrinking ||= freePages > Math.max(MIN_FREE_PAGES, count('page_count') * MAX_FREE_SHARE)
      if (!isShrinking) return false
      db.pragma(`incremental_vacuum(${PAGES_PER_SLICE})`)
      isShrinking = count('freelist_count') > 0
      return isShrinking
    },
  }
}
