import type { GeneratedFile } from './generated-file.ts'
import { prose } from './prose.ts'
import { seededRandom } from './random.ts'
import { FIRST_START_NS, userMessage } from './spans.ts'

const SPANS_PER_LINE = 50

/** What a collector's file exporter writes: one request a line, here one run of 50 spans. */
export function otlpJsonLines(spans: number): GeneratedFile {
  const lines = Math.ceil(spans / SPANS_PER_LINE)
  return { lines: linesOf(lines), leastSpans: lines * SPANS_PER_LINE }
}

function* linesOf(count: number): Generator<string> {
  const random = seededRandom(21)
  for (let line = 0; line < count; line++) {
    const traceId = random.hex(16)
    const rootId = random.hex(8)
    const spans = Array.from({ length: SPANS_PER_LINE }, (_, index) => {
      const startNs = FIRST_START_NS + BigInt(line * SPANS_PER_LINE + index) * 1_000_000n
      return {
        traceId,
        spanId: index === 0 ? rootId : random.hex(8),
        ...(index === 0 ? {} : { parentSpanId: rootId }),
        name: 'chat gpt-4.1',
        kind: 3,
        startTimeUnixNano: `${startNs}`,
        endTimeUnixNano: `${startNs + 900_000n}`,
        attributes: [
          text('gen_ai.operation.name', 'chat'),
          text('gen_ai.provider.name', 'openai'),
          text('gen_ai.request.model', 'gpt-4.1'),
          text('gen_ai.input.messages', JSON.stringify([userMessage(prose(random, 1_000))])),
          { key: 'gen_ai.usage.input_tokens', value: { intValue: '250' } },
          { key: 'gen_ai.usage.output_tokens', value: { intValue: '20' } },
        ],
        status: {},
      }
    })
    const resource = { attributes: [text('service.name', 'bench')] }
    yield JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'bench' }, spans }] }] })
  }
}

function text(key: string, stringValue: string) {
  return { key, value: { stringValue } }
}
