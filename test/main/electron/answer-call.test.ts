import { describe, expect, test } from 'vitest'
import type { Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import { answerCall } from '../../../src-main/electron/answer-call.ts'

/** Answers every operation with what it was given. */
const echo: Caller = {
  call: async (name, params) => ({ name, params }) as never,
}

test('an operation of the table is passed on and its result comes as a reply', async () => {
  expect(await answerCall(echo, 'runs.list', { limit: 3 })).toEqual({
    ok: true,
    value: { name: 'runs.list', params: { limit: 3 } },
  })
})

test.each([
  undefined,
  null,
  3,
  {},
  [],
  ['status'],
  'toString',
  '__proto__',
  'constructor',
  'status ',
  'STATUS',
  '',
])('the name %j is a bad request', async name => {
  expect(await answerCall(echo, name, {})).toMatchObject({ ok: false, problem: { code: 'bad-request' } })
})

test('a problem is a reply, a bug stays an exception', async () => {
  const refusing: Caller = { call: () => Promise.reject(new ProblemError({ code: 'not-running' })) }
  const broken: Caller = { call: () => Promise.reject(new TypeError('x is undefined')) }

  expect(await answerCall(refusing, 'status', {})).toEqual({ ok: false, problem: { code: 'not-running' } })
  await expect(answerCall(broken, 'status', {})).rejects.toThrow('x is undefined')
})

describe('parameters', () => {
  const passedOn = async (params: unknown) => {
    const reply = await answerCall(echo, 'search', params)
    return reply.ok ? (reply.value as { params: unknown }).params : reply.problem.code
  }

  test('lose the keys that reach into a prototype, at any depth', async () => {
    const hostile = JSON.parse(
      '{"a":[{"__proto__":{"x":1},"b":1}],"constructor":{"prototype":{"x":1}},"prototype":1}',
    )

    expect(await passedOn(hostile)).toEqual({ a: [{ b: 1 }] })
  })

  test('are copied, so that nothing of the page is shared', async () => {
    const params = { inner: { a: 1 } }

    const copy = await passedOn(params)

    expect(copy).toEqual(params)
    expect((copy as typeof params).inner).not.toBe(params.inner)
  })

  test.each([
    ['a map', { a: new Map() }],
    ['a date', { a: new Date(0) }],
    ['bytes', new Uint8Array(3)],
    ['a big integer', { a: 1n }],
    ['a function', { a: () => 1 }],
    ['a depth no request has', JSON.parse(`${'{"a":'.repeat(70)}1${'}'.repeat(70)}`)],
    ['a circle', circle()],
    ['one object many times', many()],
  ])('with %s are a bad request', async (_case, params) => {
    expect(await passedOn(params)).toBe('bad-request')
  })
})

function circle(): object {
  const object: Record<string, unknown> = {}
  object.self = object
  return object
}

/** Copied naively this is 2^40 objects. */
function many(): object {
  let value: object = {}
  for (let i = 0; i < 40; i++) value = { left: value, right: value }
  return value
}
