import { expect, test } from 'vitest'
import { toHttpRequest } from '../../../src-renderer/api/http-request.ts'
import { createEventStreamParser } from '../../../src-renderer/api/parse-event-stream.ts'
import { ticketOf } from '../../../src-renderer/api/session.ts'

test('named parts go into the path and the rest into the query', () => {
  expect(toHttpRequest('spans.get', { runId: 'a b', spanId: 'c' })).toEqual({
    method: 'GET',
    path: '/runs/a%20b/spans/c',
    body: undefined,
  })
  expect(toHttpRequest('runs.list', { text: 'x&y', limit: 5, cursor: undefined }).path).toBe(
    '/runs?text=x%26y&limit=5',
  )
})

test('an operation that writes sends the rest as JSON', () => {
  expect(toHttpRequest('receivers.move', { receiver: 'otlp-http', port: 4319 })).toEqual({
    method: 'POST',
    path: '/receivers/otlp-http',
    body: '{"port":4319}',
  })
  expect(toHttpRequest('settings.set', { theme: 'dark' })).toMatchObject({
    method: 'PATCH',
    body: '{"theme":"dark"}',
  })
})

test('events are complete however the stream was cut', () => {
  const parse = createEventStreamParser()
  const stream = 'id: 1\ndata: {"a":1}\n\n: still here\n\nid: 2\r\ndata: one\r\ndata: two\r\n\r\n'

  const events = [...stream].flatMap(parse)

  expect(events).toEqual([
    { id: '1', data: '{"a":1}' },
    { id: '2', data: 'one\ntwo' },
  ])
})

test('only a link with a ticket has one', () => {
  expect(ticketOf('#ticket=a%2Bb')).toBe('a+b')
  expect(ticketOf('#/runs')).toBeUndefined()
})
