import type { WritableDatabase } from './database.ts'
import { createFreePages } from './free-pages.ts'
import { createSourcePacker, type PackRow } from './source-packer.ts'
import { textSources } from './text-source.ts'

/** Keeps the store dense when nothing else is to be done, some milliseconds at a time. */
export function createPacker(db: WritableDatabase, mergeIndex: () => boolean) {
  const packers = textSources.map(source => createSourcePacker(db, source))
  const freePages = createFreePages(db)
  const selectDead = db.prepare<[], PackRow & { readonly source: number }>(/* sql */ `
    select pack_key as packKey, source, last_key as lastKey, size, content from packs where dead > 0
    order by pack_key limit 1
  `)
  const clean = db.transaction((): boolean => {
    const pack = selectDead.get()
    if (pack !== undefined) packers.find(({ source }) => source === pack.source)?.clean(pack)
    return pack !== undefined
  })
  const packNext = db.transaction((): boolean => packers.some(({ packNext }) => packNext()))
  return {
    /** Takes what was deleted out of a pack, or packs some texts, or shrinks index or file; true when more may be waiting. */
    packSome: (): boolean =>
      clean.immediate() || packNext.immediate() || mergeIndex() || freePages.returnSome(),
  }
}
