import { expect, test } from 'vitest'
import { chooseContent, TREE_AT_MOST } from '../../../../src-renderer/panels/inspector/choose-content.ts'
import { findInCall } from '../../../../src-renderer/panels/inspector/find/find-in-call.ts'
import { decodeBase64, readMedia } from '../../../../src-renderer/panels/inspector/media/read-media.ts'
import {
  extensionOf,
  isDrawn,
  sniffType,
} from '../../../../src-renderer/panels/inspector/media/sniff-type.ts'
import { readSchema } from '../../../../src-renderer/panels/inspector/tools/read-schema.ts'
import { aCallBlock } from '../../../support/renderer-data.ts'

const asked = aCallBlock('{"arguments":{"path":"a.ts"},"name":"read"}', { kind: 'tool-call' })
const json = aCallBlock('{"a":1}')

test('the data of tools is a tree, what people write is one when asked for', () => {
  expect(chooseContent(asked, 'text')).toEqual({ as: 'tree', json: { path: 'a.ts' } })
  expect(chooseContent(json, 'text')).toMatchObject({ as: 'text', text: '{"a":1}' })
  expect(chooseContent(json, 'json')).toEqual({ as: 'tree', json: { a: 1 } })
  expect(chooseContent(aCallBlock('# Plan'), 'markdown')).toEqual({ as: 'markdown', text: '# Plan' })
  expect(chooseContent(asked, 'raw')).toMatchObject({ as: 'text', text: asked.block.text })
})

test('what is too large for a tree says so and is text', () => {
  const large = aCallBlock(`["${'x'.repeat(TREE_AT_MOST)}"]`)

  expect(chooseContent(large, 'json')).toMatchObject({ as: 'text', isTooLargeForTree: true })
})

test('a search finds words in any case, in the order blocks are shown, also in what came cut', () => {
  const cut = aCallBlock('the beginning', { role: 'tool', kind: 'tool-result' })
  const blocks = [aCallBlock('Path and path'), asked, { ...cut, block: { ...cut.block, isCut: true } }]
  const hits = findInCall(blocks, 'PATH', new Map([[cut.block.blockId, 'the beginning and a path']]))

  expect(hits.matches.map(({ callBlock, range }) => [blocks.indexOf(callBlock), range.start])).toEqual([
    [0, 0],
    [0, 9],
    [1, 2],
    [2, 20],
  ])
  expect(findInCall(blocks, 'a.*c', new Map()).matches).toEqual([])
})

test('a definition of a tool is read in the spelling of each API', () => {
  const schema = {
    type: 'object',
    required: ['path'],
    properties: {
      path: { type: 'string', description: 'Where it is' },
      mode: { enum: ['read', 'write'], default: 'read', type: ['string', 'null'] },
      edits: { type: 'array', items: { type: 'object', properties: { from: { type: 'integer' } } } },
    },
  }
  const spellings = [
    { name: 'edit', description: 'Edits', input_schema: schema },
    { type: 'function', function: { name: 'edit', description: 'Edits', parameters: schema } },
    { name: 'edit', description: 'Edits', inputSchema: schema },
  ]
  for (const spelling of spellings) {
    const read = readSchema(JSON.stringify(spelling))
    expect(read).toMatchObject({ name: 'edit', description: 'Edits' })
    expect(read?.fields.map(({ name, depth, type, isRequired }) => [name, depth, type, isRequired])).toEqual([
      ['path', 0, 'string', true],
      ['mode', 0, 'string | null', false],
      ['edits', 0, 'list of object', false],
      ['from', 1, 'integer', false],
    ])
    expect(read?.fields[1]).toMatchObject({ values: ['read', 'write'], byDefault: 'read' })
  }
  expect(readSchema('no JSON')).toBeUndefined()
})

test('a picture is its bytes, whatever its sender calls it; an address stays an address', () => {
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
  const media = readMedia(`data:image/jpeg;base64,${png}`)

  expect(media).toEqual({ type: 'data', mediaType: 'image/jpeg', base64: png })
  expect(sniffType(decodeBase64(png) ?? new Uint8Array())).toBe('image/png')
  expect(readMedia('https://example.com/a.png')).toEqual({
    type: 'address',
    address: 'https://example.com/a.png',
  })
  expect(readMedia('file-abc123')).toMatchObject({ type: 'address' })
  expect(readMedia(png.repeat(4).replaceAll('=', 'A'))).toMatchObject({ type: 'data' })
  expect(decodeBase64('no base64!')).toBeUndefined()
  expect([isDrawn('image/svg+xml'), isDrawn('image/webp')]).toEqual([false, true])
  expect([extensionOf('image/jpeg'), extensionOf('audio/x-wav'), extensionOf('application/pdf')]).toEqual([
    'jpg',
    'wav',
    'pdf',
  ])
})
