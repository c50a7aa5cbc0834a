import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOfText } from '../../../src-main/importers/imported-file.ts'
import { findImporter } from '../../../src-main/importers/index.ts'
import type { OtlpSpan } from '../../../src-main/otlp/otlp-span.ts'

test.each([
  'claude-code/session.jsonl',
  'codex/rollout.jsonl',
  'agenttrace/traces.jsonl',
  'pyagent/events.jsonl',
  'prela/traces.jsonl',
])('%s, imported again after each line it grows by, changes its run and leaves nothing behind', path => {
  const lines = readFileSync(`test/fixtures/importers/${path}`, 'utf8').split('\n')
  const whole = spansOf(lines.join('\n'))
  const ids = new Set(whole.map(idOf))

  for (let length = 1; length < lines.length; length++) {
    const part = spansOf(lines.slice(0, length).join('\n'))
    expect(part.map(idOf).filter(id => !ids.has(id))).toEqual([])
  }
})

test('going back in a chat of Gemini drops only what was gone back on', () => {
  const lines = readFileSync('test/fixtures/importers/gemini-cli/chat.jsonl', 'utf8').split('\n')
  const ids = new Set(spansOf(lines.join('\n')).map(idOf))
  const before = spansOf(lines.slice(0, 4).join('\n'))

  expect(before.map(idOf).filter(id => !ids.has(id))).toEqual([])
})

test('the file of a sub-agent of Claude Code joins the run of its session, under the call that sent it', () => {
  const session = spansOf(readFileSync('test/fixtures/importers/claude-code/session.jsonl', 'utf8'))
  const own = spansOf(readFileSync('test/fixtures/importers/claude-code/sub-agent.jsonl', 'utf8'))
  const agent = session.find(span => span.name === 'invoke_agent reviewer')
  const dispatch = session.find(span => span.spanId === agent?.parentSpanId)

  expect(dispatch?.name).toBe('execute_tool Task')
  expect(new Set(own.map(span => span.traceId))).toEqual(new Set(session.map(span => span.traceId)))
  expect(new Set(own.map(span => span.parentSpanId))).toEqual(new Set([agent?.spanId]))
})

test('the thread of a sub-agent of Codex joins the run of the thread that spawned it', () => {
  const session = spansOf(readFileSync('test/fixtures/importers/codex/rollout.jsonl', 'utf8'))
  const own = spansOf(readFileSync('test/fixtures/importers/codex/sub-agent.jsonl', 'utf8'))
  const root = session.find(span => span.parentSpanId === undefined)

  expect(new Set(own.map(span => span.traceId))).toEqual(new Set(session.map(span => span.traceId)))
  expect(own.find(span => span.name === 'Count the files')?.parentSpanId).toBe(root?.spanId)
})

function spansOf(text: string): OtlpSpan[] {
  const file = fileOfText('unknown', text)
  const items = [...(findImporter(file)?.read(file) ?? [])]
  return items.flatMap(item => (item.kind === 'span' ? [item.span] : []))
}

function idOf({ traceId, spanId }: OtlpSpan): string {
  return `${traceId} ${spanId}`
}
