import Database from 'better-sqlite3'
import { type Recipe, spansOf } from '../payload/payload.ts'
import { withRawDatabase } from './raw-database.ts'

export interface RawInsertOrder {
  readonly recipe: Recipe
  /** A closed store that holds the payload: its rows of spans are inserted too, into the same table with the same indexes. */
  readonly storePath: string | undefined
}

const ROWS_PER_COMMIT = 1_000
const BYTES_PER_COMMIT = 16 * 1024 * 1024

type Cells = readonly unknown[]

// Given by `runLimit`, which passes what it was given.
const order = JSON.parse(process.argv[2] ?? '{}') as RawInsertOrder
process.stdout.write(JSON.stringify(measure(order)))

function measure({ recipe, storePath }: RawInsertOrder) {
  const wires = [...spansOf(recipe)].map(span => Buffer.from(span.wire))
  const table = storePath === undefined ? undefined : readTable(storePath)
  return withRawDatabase('normal', db => {
    for (const statement of table?.schema ?? []) db.exec(statement)
    db.exec('create table bodies (key integer primary key, content blob not null)')
    const insertBody = db.prepare('insert into bodies (key, content) values (?, ?)')
    const insertRow =
      table && db.prepare(`insert into spans values (${table.columns.map(() => '?').join(', ')})`)
    const startedMs = performance.now()
    let pending = 0
    let pendingBytes = 0
    db.exec('begin immediate')
    for (const [index, wire] of wires.entries()) {
      insertBody.run(index + 1, wire)
      const row = table?.rows[index]
      if (row !== undefined) insertRow?.run(...row)
      pending += 1
      pendingBytes += wire.length
      if (pending < ROWS_PER_COMMIT && pendingBytes < BYTES_PER_COMMIT) continue
      db.exec('commit; begin immediate')
      pending = 0
      pendingBytes = 0
    }
    db.exec('commit')
    const bytes = wires.reduce((sum, wire) => sum + wire.length, 0)
    return { tookMs: performance.now() - startedMs, spans: wires.length, bytes }
  })
}

function readTable(storePath: string) {
  const db = new Database(storePath, { readonly: true })
  try {
    const schema = db
      .prepare<[], string>(
        "select sql from sqlite_schema where tbl_name = 'spans' and type <> 'trigger' and sql is not null",
      )
      .pluck()
      .all()
    const select = db.prepare<[], Cells>('select * from spans').raw()
    return { schema, columns: select.columns(), rows: select.all() }
  } finally {
    db.close()
  }
}
