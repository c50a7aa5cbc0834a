import { createGeminiChats } from './gemini-chat.ts'
import { geminiSpans } from './gemini-spans.ts'
import { hasAll, someRecord } from './head-records.ts'
import type { Importer } from './importer.ts'
import { jsonValues } from './json-values.ts'

/** Chats of the Gemini CLI, `~/.gemini/tmp/<project>/chats/session-….jsonl`, or `.json` of older versions. */
export const geminiCli: Importer = {
  name: 'Gemini CLI',
  holdsFile: true,
  sniff: file => someRecord(file, record => hasAll(record, 'sessionId', 'projectHash')),
  *read(file) {
    const chats = createGeminiChats()
    for (const item of jsonValues(file)) {
      if (item.kind === 'skipped') yield item
      else chats.take(item.record, item.line)
    }
    for (const chat of chats.all()) yield* geminiSpans(chat)
  },
}
