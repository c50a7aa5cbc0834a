import type { ItemRecord, SpanRecord } from '../../src-main/store/records.ts'
import { aCallRecord, aSpanRecord, aTextItem, spanId } from './a-span-record.ts'
import { createRandom, randomText } from './random.ts'

const ORIGIN = Buffer.from('origin')

/** An agent that resends its history, told as senders do: the raw value of a call holds the text of its blocks. */
export function aDenseRun(traceId: string, turns: number): SpanRecord[] {
  const random = createRandom(Number.parseInt(traceId.slice(-4), 16) + 1)
  const texts = Array.from(
    { length: turns * 2 },
    (_, n) => `message ${n} of ${traceId} ${randomText(random, 60)}`,
  )
  return Array.from({ length: turns }, (_, turn): SpanRecord => {
    const history = texts.slice(0, turn * 2 + 1)
    const answer = texts[turn * 2 + 1] ?? ''
    return aSpanRecord({
      traceId,
      spanId: spanId(turn + 1),
      kind: 'llm',
      startUnixNano: 1_700_000_000_000_000_000n + BigInt(turn) * 1_000_000_000n,
      endUnixNano: 1_700_000_000_500_000_000n + BigInt(turn) * 1_000_000_000n,
      call: aCallRecord({ items: itemsOf(history, answer) }),
      raw: rawOf(`span ${turn} of ${traceId}`, [
        ['input', JSON.stringify(history.map(content => ({ role: 'user', content })))],
        ['output', JSON.stringify([{ content: answer }])],
      ]),
    })
  })
}

function itemsOf(history: readonly string[], answer: string): ItemRecord[] {
  return [
    ...history.map((text, message) => aTextItem(text, { message })),
    aTextItem(answer, { section: 'output', role: 'assistant' }),
  ]
}

function rawOf(head: string, values: readonly (readonly [key: string, value: string])[]): SpanRecord['raw'] {
  const pieces = [Buffer.from(head)]
  const longValues: { key: string; offset: number; length: number }[] = []
  let end = pieces[0]?.length ?? 0
  for (const [key, value] of values) {
    const bytes = Buffer.from(value)
    longValues.push({ key, offset: end, length: bytes.length })
    pieces.push(bytes, Buffer.from(key))
    end += bytes.length + key.length
  }
  return { wire: Buffer.concat(pieces), longValues, origin: ORIGIN }
}
