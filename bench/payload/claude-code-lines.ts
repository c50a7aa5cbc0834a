import type { GeneratedFile } from './generated-file.ts'
import { prose } from './prose.ts'
import { type Random, seededRandom } from './random.ts'

const FIRST_MS = Date.UTC(2026, 9, 1)
const TOOL_RESULT_CHARACTERS = 6_000
const MODEL = 'claude-sonnet-4-5'

/** One long session as Claude Code writes it: a question, then turns that each read a file. */
export function claudeCodeLines(turns: number): GeneratedFile {
  return { lines: linesOf(turns), leastSpans: turns * 2 }
}

function* linesOf(turns: number): Generator<string> {
  const random = seededRandom(22)
  const base = {
    isSidechain: false,
    userType: 'external',
    cwd: '/home/dev/shop',
    sessionId: 'bench',
    version: '2.1.0',
  }
  let parentUuid: string | null = null
  let line = 0
  const next = (type: string, rest: object) => {
    const uuid = `u${line}`
    const timestamp = new Date(FIRST_MS + line * 500).toISOString()
    const text = JSON.stringify({ parentUuid, ...base, uuid, timestamp, type, ...rest })
    parentUuid = uuid
    line += 1
    return text
  }
  yield next('user', { message: { role: 'user', content: prose(random, 400) } })
  for (let turn = 0; turn < turns; turn++) {
    yield next('assistant', { requestId: `req_${turn}`, message: answer(random, turn) })
    const content = [
      { tool_use_id: `toolu_${turn}`, type: 'tool_result', content: prose(random, TOOL_RESULT_CHARACTERS) },
    ]
    yield next('user', { message: { role: 'user', content } })
  }
}

function answer(random: Random, turn: number) {
  return {
    id: `msg_${turn}`,
    type: 'message',
    role: 'assistant',
    model: MODEL,
    content: [
      { type: 'text', text: prose(random, 300) },
      {
        type: 'tool_use',
        id: `toolu_${turn}`,
        name: 'Read',
        input: { file_path: `/home/dev/shop/${turn}.ts` },
      },
    ],
    stop_reason: 'tool_use',
    usage: {
      input_tokens: 5,
      cache_read_input_tokens: 14_000,
      cache_creation_input_tokens: 310,
      output_tokens: 41,
    },
  }
}
