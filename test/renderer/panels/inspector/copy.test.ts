import { stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Call } from '#contract/call.ts'
import { COPY_WAYS } from '../../../../src-renderer/panels/inspector/copy/copy-ways.ts'
import {
  printCurl,
  printTypeScriptCall,
} from '../../../../src-renderer/panels/inspector/copy/print-request.ts'
import { ROOT } from '../../../support/child-program.ts'
import { expectGoldenText } from '../../../support/golden.ts'
import { aCall, aCallBlock } from '../../../support/renderer-data.ts'

const tool = {
  name: 'read_file',
  description: 'Reads a file.',
  input_schema: { type: 'object', properties: { path: { type: 'string' } }, required: ['path'] },
}

const blocks = [
  aCallBlock('Be careful.\nUse the tools.', { section: 'system', role: 'system' }),
  aCallBlock(JSON.stringify(tool), { section: 'tools', role: 'system', kind: 'tool-definition' }),
  aCallBlock('What is in "a.ts"? It costs $5 – \u2028 `now`.', { message: 0 }),
  aCallBlock('data:image/png;base64,iVBORw0KGgo=', { message: 0, kind: 'image' }),
  aCallBlock('I should look.', { message: 1, role: 'assistant', kind: 'reasoning' }),
  aCallBlock('I will look.', { message: 1, role: 'assistant' }),
  aCallBlock('{"arguments":{"limit":12345678901234567890,"path":"a.ts","strict":true},"name":"read_file"}', {
    message: 1,
    role: 'assistant',
    kind: 'tool-call',
    name: 'read_file',
    toolCallId: 'call_1',
  }),
  aCallBlock("it's\nJSON\n", {
    message: 2,
    role: 'tool',
    kind: 'tool-result',
    toolCallId: 'call_1',
    isError: true,
  }),
  aCallBlock('Nothing.', { section: 'output', role: 'assistant' }),
]

const CALLS: Readonly<Record<string, Call>> = {
  anthropic: aCall({ blocks, parameters: { temperature: 0.2, stream: true } }),
  openai: aCall({
    blocks,
    provider: 'openai',
    requestModel: 'gpt-5',
    parameters: { max_tokens: 100, stop_sequences: ['END'], seed: null },
  }),
  gemini: aCall({
    blocks: blocks.slice(2, 3),
    provider: 'gcp.gemini',
    requestModel: 'gemini-2.5-pro',
    parameters: {},
  }),
}

describe.each(Object.entries(CALLS))('a call of %s', (name, call) => {
  test.each(COPY_WAYS.map(way => [way.label, way] as const))('copies as %s', (label, { print }) => {
    expectGoldenText(
      join(ROOT, `test/fixtures/copy/${name}-${label.toLowerCase()}.txt`),
      print(call, undefined),
    )
  })

  test('is the body of its command line, and a program that can be parsed', () => {
    const [, body = ''] = /<<'JSON'\n([\s\S]*)\nJSON\n$/.exec(printCurl(call)) ?? []

    expect(JSON.parse(body)).toMatchObject({ model: call.requestModel })
    expect(() => stripTypeScriptTypes(printTypeScriptCall(call))).not.toThrow()
  })
})

test('what was not recorded is not made up', () => {
  const bare = printCurl(aCall({ blocks: [aCallBlock('Hello?')], parameters: {} }))

  expect(bare).toContain('# max_tokens was not recorded')
  expect(bare).not.toContain('"max_tokens"')
  expect(bare).toContain('$ANTHROPIC_API_KEY')
})
