import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Problem } from '../../../src-main/contract/problems.ts'
import { ProblemError } from '../../../src-main/contract/problems.ts'
import { createApi } from '../../../src-main/http/create-api.ts'
import { loadRendererFiles } from '../../../src-main/http/renderer-files.ts'
import { createFakeCaller, weatherRunId } from '../../support/fake-caller.ts'
import { apiOptions, headersWith, port } from './an-api.ts'

const problems: readonly [problem: Problem, status: number][] = [
  [{ code: 'bad-request', issues: ['limit is too big'] }, 400],
  [{ code: 'refused', reason: 'No.' }, 403],
  [{ code: 'run-not-found', runId: 'r' }, 404],
  [{ code: 'span-not-found', runId: 'r', spanId: 's' }, 404],
  [{ code: 'call-not-found', runId: 'r', spanId: 's' }, 404],
  [{ code: 'block-not-found', blockId: 'b' }, 404],
  [{ code: 'port-taken', port: 4318, holder: 'otelcol' }, 409],
  [{ code: 'already-running', pid: 7, apiPort: 8090 }, 409],
  [{ code: 'unreadable-file', name: 'a.json', reason: 'no.' }, 422],
  [{ code: 'store-unavailable', reason: 'The disk is full.' }, 503],
  [{ code: 'not-running' }, 503],
  [{ code: 'took-too-long', limitMs: 1000 }, 504],
]

test.each(problems)('the problem $code is told with its status and a sentence', async (problem, status) => {
  const engine = createFakeCaller({
    status: () => {
      throw new ProblemError(problem)
    },
  })
  const options = apiOptions({ engine })

  const response = await createApi(options).request('/api/v1/status', { headers: headersWith(options.token) })

  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ ...problem, message: new ProblemError(problem).message })
  expect(response.headers.get('Retry-After')).toBe(status === 503 ? '1' : null)
})

test('a failure that is a bug tells clients nothing and the host everything', async () => {
  const bug = new Error('select secret from somewhere')
  const heard: unknown[] = []
  const engine = createFakeCaller({
    status: () => {
      throw bug
    },
  })
  const options = apiOptions({ engine, onError: error => heard.push(error) })

  const response = await createApi(options).request('/api/v1/status', { headers: headersWith(options.token) })

  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('secret')
  expect(heard).toEqual([bug])
})

test('path, query and body become params, and the result comes back as it is', async () => {
  const engine = createFakeCaller()
  const options = apiOptions({ engine })
  const api = createApi(options)
  const headers = headersWith(options.token)

  const list = await api.request('/api/v1/runs?text=weather&limit=5', { headers })
  const run = await api.request(`/api/v1/runs/${weatherRunId}?limit=2`, { headers })
  const body = JSON.stringify({ port: 4400 })
  const moved = await api.request('/api/v1/receivers/otlp-http', { method: 'POST', headers, body })
  const deleted = await api.request(`/api/v1/runs/${weatherRunId}`, { method: 'DELETE', headers })

  expect(engine.calls).toEqual([
    { name: 'runs.list', params: { text: 'weather', limit: 5, order: 'started', direction: 'descending' } },
    { name: 'runs.get', params: { runId: weatherRunId, limit: 2 } },
    { name: 'receivers.move', params: { receiver: 'otlp-http', port: 4400 } },
    { name: 'runs.delete', params: { runId: weatherRunId } },
  ])
  expect(await list.json()).toMatchObject({ total: 1, returned: 1, next: null })
  expect(await run.json()).toMatchObject({ total: 4, spans: [{ name: 'plan the day' }, {}] })
  expect(await moved.json()).toMatchObject({ port: 4400 })
  expect(await deleted.json()).toEqual({ deletedSpans: 4, deletedBlocks: 5 })
})

test('params in the path win over those in a query', async () => {
  const engine = createFakeCaller()
  const options = apiOptions({ engine })
  const path = `/api/v1/runs/${weatherRunId}?runId=${'0'.repeat(32)}`

  await createApi(options).request(path, { headers: headersWith(options.token) })

  expect(engine.calls).toMatchObject([{ params: { runId: weatherRunId } }])
})

test('a ticket is exchanged for the token once', async () => {
  const options = apiOptions()
  const api = createApi(options)
  const headers = { Host: `localhost:${port}`, 'Content-Type': 'application/json' }
  const exchange = (ticket: unknown) =>
    api.request('/api/v1/session', { method: 'POST', headers, body: JSON.stringify({ ticket }) })
  const made = await api.request('/api/v1/tickets', {
    method: 'POST',
    headers: headersWith(options.token),
    body: '{}',
  })
  const { ticket, link } = (await made.json()) as { ticket: string; link: string }

  const first = await exchange(ticket)
  const second = await exchange(ticket)
  const other = await exchange(7)

  expect(link).toBe(`http://127.0.0.1:${port}/#ticket=${ticket}`)
  expect(await first.json()).toEqual({ token: options.token })
  expect([second.status, other.status]).toEqual([403, 403])
})

test('pages are served without a token, with a policy of their own, and nothing beside them', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'renderer-'))
  mkdirSync(join(dir, 'assets'))
  writeFileSync(join(dir, 'index.html'), '<!doctype html>')
  writeFileSync(join(dir, 'assets/app.js'), 'start()')
  writeFileSync(join(dir, 'assets/app.js.map'), '{}')
  const api = createApi(apiOptions({ renderer: loadRendererFiles(dir) }))
  const headers = { Host: `localhost:${port}` }

  const index = await api.request('/', { headers })
  const script = await api.request('/assets/app.js', { headers })
  const others = [
    '/assets/app.js.map',
    '/assets/../../etc/passwd',
    '/assets/%252e%252e/index.html',
    '/constructor',
  ]
  const statuses = await Promise.all(others.map(async path => (await api.request(path, { headers })).status))

  expect(await index.text()).toBe('<!doctype html>')
  expect(index.headers.get('Content-Type')).toBe('text/html; charset=utf-8')
  expect(index.headers.get('Content-Security-Policy')).toContain("require-trusted-types-for 'script'")
  expect(index.headers.get('Content-Security-Policy')).toContain("connect-src 'self'")
  expect(await script.text()).toBe('start()')
  expect(statuses).toEqual([401, 401, 401, 401])
})
