import type { ReadableDatabase } from './database.ts'

/** Made with the store, and never told outside of it. */
export function readRedactionKey(db: ReadableDatabase): Uint8Array {
  const key = db.prepare<[], Buffer>('select key from redaction_key').pluck().get()
  if (key === undefined) throw new Error('The store has no key for redactions')
  return key
}
