import { Settings, type SettingsChange } from '#contract/settings.ts'
import type { ReadableDatabase, WritableDatabase } from './database.ts'

interface SettingRow {
  readonly name: string
  readonly value: string
}

/** Settings as stored; one that is missing or no longer valid has its default. */
export function readSettings(db: ReadableDatabase): Settings {
  const rows = db.prepare<[], SettingRow>('select name, value from settings').all()
  const stored = new Map(rows.map(row => [row.name, JSON.parse(row.value) as unknown]))
  const valid = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored.get(name))
    return parsed.success ? [[name, parsed.data]] : []
  })
  return Settings.parse(Object.fromEntries(valid))
}

export function writeSettings(db: WritableDatabase, change: SettingsChange): Settings {
  const upsert = db.prepare('insert or replace into settings (name, value) values (?, ?)')
  db.transaction(() => {
    for (const [name, value] of Object.entries(change)) {
      if (value !== undefined) upsert.run(name, JSON.stringify(value))
    }
  }).immediate()
  return readSettings(db)
}
