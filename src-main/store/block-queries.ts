import type { Block, BlockKind, Section } from '#contract/call.ts'
import { SAME_HASH } from './block-hash.ts'
import type { ReadableDatabase } from './database.ts'
import { createTextReader } from './text-reader.ts'
import { blockTexts } from './text-source.ts'

interface BlockRow {
  readonly blockKey: number
  readonly blockId: string
  readonly kind: BlockKind
  readonly size: number
}

interface ListRow {
  readonly prefixListKey: number | null
  readonly prefixLength: number
}

/** What a list adds to the one it begins with. */
interface BlockList extends Partial<ListRow> {
  readonly items: readonly Item[]
}

/** A block's place in a call. Two items with equal `blockKey` hold the same text. */
export interface Item {
  readonly position: number
  readonly blockKey: number
  readonly section: Section
  readonly message: number
  readonly role: string
  readonly name: string | null
  readonly toolCallId: string | null
  readonly isError: number
}

export type BlockQueries = ReturnType<typeof createBlockQueries>

export function createBlockQueries(db: ReadableDatabase) {
  const columns = 'block_key as blockKey, lower(hex(hash)) as blockId, kind, size'
  const byKey = db.prepare<[number], BlockRow>(`select ${columns} from blocks where block_key = ?`)
  const byHash = db.prepare<[Buffer, Buffer], BlockRow>(`select ${columns} from blocks where ${SAME_HASH}`)
  const selectList = db.prepare<[number], ListRow>(/* sql */ `
    select prefix_list_key as prefixListKey, prefix_length as prefixLength from block_lists where list_key = ?
  `)
  const selectItems = db.prepare<[number], Item>(/* sql */ `
    select position, block_key as blockKey, section, message, role, name, tool_call_id as toolCallId,
      is_error as isError
    from block_list_items where list_key = ? order by position
  `)

  const readText = createTextReader(db, blockTexts)

  function toBlock(row: BlockRow, characterLimit: number): Block {
    const text = readText(row.blockKey)?.toString() ?? ''
    const isCut = text.length > characterLimit
    return {
      blockId: row.blockId,
      kind: row.kind,
      text: isCut ? text.slice(0, characterLimit) : text,
      sizeBytes: row.size,
      isCut,
    }
  }

  /** Reads lists that begin with one another: what they share is fetched once. */
  function createListReader(): (listKey: number) => readonly Item[] {
    const known = new Map<number, BlockList>()
    const ownPartOf = (listKey: number): BlockList => {
      const list = known.get(listKey) ?? { ...selectList.get(listKey), items: selectItems.all(listKey) }
      known.set(listKey, list)
      return list
    }
    return listKey => {
      const parts: (readonly Item[])[] = []
      let wanted = Number.MAX_SAFE_INTEGER
      for (let key: number | null = listKey; key !== null; ) {
        const { items, prefixListKey = null, prefixLength = 0 } = ownPartOf(key)
        parts.push(items.filter(item => item.position < wanted))
        wanted = Math.min(wanted, prefixLength)
        key = prefixListKey
      }
      return parts.reverse().flat()
    }
  }

  return {
    createListReader,
    byKey(blockKey: number, characterLimit: number): Block | undefined {
      const row = byKey.get(blockKey)
      return row && toBlock(row, characterLimit)
    },
    byId(blockId: string): Block | undefined {
      const hash = Buffer.from(blockId, 'hex')
      const row = byHash.get(hash, hash)
      return row && toBlock(row, Number.MAX_SAFE_INTEGER)
    },
  }
}
