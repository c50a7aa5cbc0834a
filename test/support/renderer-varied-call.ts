import type { CallBlock } from '#contract/call.ts'
import { aBlock, aCallBlock } from './renderer-data.ts'
import type { World } from './renderer-worlds.ts'

const MARKDOWN = `# The plan

A [harmless link](https://example.com/?stolen=secret) and ![a picture](https://tracker.example/pixel.png).

| file | state |
|---|---|
| a.ts | done |

- [x] read it
- [ ] <b onclick="window.wasRun = true">bold</b>`

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAIAAAB/FOjAAAAAFElEQVR42mP4TyJgGNUwqmH4agAAXkl+kKyH8xMAAAAASUVORK5CYII='

/** Silence: a header of RIFF and a few samples. */
const WAV = 'UklGRjQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YRAAAACAgICAgICAgICAgICAgICA'

const SCHEMA = {
  name: 'edit_file',
  description: 'Changes a file.',
  input_schema: {
    type: 'object',
    required: ['path'],
    properties: {
      path: { type: 'string', description: 'Where the file is' },
      mode: { type: 'string', enum: ['replace', 'append'], default: 'replace' },
    },
  },
}

export const LARGE_BYTES = 10_000_000
export const LAST_WORDS = 'THE LAST WORDS'

/** Turns the first call of the agent run into one with everything a block can be. */
export function makeVaried(world: World): void {
  const [spanId, call] = [...world.calls][0] ?? []
  if (spanId === undefined || call === undefined) return
  const answer = { section: 'output', role: 'assistant' } as const
  world.calls.set(spanId, {
    ...call,
    sameAnswerAs: { runId: call.runId, spanId: [...world.calls.keys()][2] ?? '' },
    blocks: [
      aCallBlock(JSON.stringify(SCHEMA), {
        section: 'tools',
        role: 'system',
        name: 'edit_file',
        kind: 'tool-definition',
      }),
      aCallBlock(MARKDOWN),
      aCallBlock('a line with spaces at its end   \nand\ta tab', { message: 1, role: 'developer' }),
      aCallBlock(`data:image/jpeg;base64,${PNG}`, { message: 2, kind: 'image' }),
      aCallBlock(`data:image/svg+xml;base64,PHN2Zy8+`, { message: 2, kind: 'image' }),
      aCallBlock(`data:audio/wav;base64,${WAV}`, { message: 2, kind: 'audio' }),
      aCallBlock('data:application/pdf;base64,JVBERi0xLjQK', { message: 2, kind: 'file' }),
      largeResult(world),
      aCallBlock('I should think about the needle.', { ...answer, kind: 'reasoning' }),
      aCallBlock('Done.', answer),
    ],
  })
}

/** A result of ten million bytes, of which the call carries the beginning. */
function largeResult(world: World): CallBlock {
  const line = 'a line of a log that goes on and on, with its number at the end'
  const count = Math.floor(LARGE_BYTES / (line.length + 9))
  const lines = Array.from({ length: count }, (_, index) => `${line} ${String(index).padStart(7, '0')}`)
  const text = `${lines.join('\n')}\n${LAST_WORDS}`
  const whole = { ...aBlock('tool-result', 'large'), text, sizeBytes: text.length }
  world.blocks.set(whole.blockId, whole)
  const block = { ...whole, text: text.slice(0, 65_536), isCut: true }
  return { ...aCallBlock('', { message: 3, role: 'tool', toolCallId: 'call_large', name: 'bash' }), block }
}
