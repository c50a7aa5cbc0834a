import { isJsonObject, type JsonObject } from '../base/json.ts'
import { objectField, objectsField, textField } from '../base/json-field.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'
import { type OpencodeMessage, type OpencodeSession, opencodeSpans } from './opencode-spans.ts'

/** Sessions of opencode as `opencode export` writes them, and messages with their parts. */
export const opencode: Importer = {
  name: 'opencode',
  holdsFile: true,
  sniff: file =>
    someRecord(
      file,
      record =>
        hasAll(record, 'info.sessionID', 'info.role', 'parts') ||
        (hasAll(record, 'info.id', 'messages') && record.has('messages.info')),
    ),
  *read(file) {
    const sessions = createSessions()
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else sessions.take(item.record, item.line)
    }
    for (const session of sessions.all()) yield* opencodeSpans(session)
  },
}

function createSessions() {
  const sessions = new Map<string, { info: JsonObject | undefined; messages: OpencodeMessage[] }>()

  function sessionOf(id: string) {
    const session = sessions.get(id) ?? { info: undefined, messages: [] }
    sessions.set(id, session)
    return session
  }

  function takeMessage(record: JsonObject, line: number): void {
    const info = objectField(record, 'info')
    const sessionId = textField(info, 'sessionID')
    if (info === undefined || sessionId === undefined) return
    sessionOf(sessionId).messages.push({ line, info, parts: objectsField(record, 'parts') })
  }

  return {
    take(record: JsonObject, line: number): void {
      if (!Array.isArray(record.messages)) {
        takeMessage(record, line)
        return
      }
      const info = objectField(record, 'info')
      const id = textField(info, 'id')
      if (id !== undefined) sessionOf(id).info = info
      for (const message of record.messages) if (isJsonObject(message)) takeMessage(message, line)
    },
    *all(): Generator<OpencodeSession> {
      for (const [id, session] of sessions) yield { id, ...session }
    },
  }
}
