import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { concerns } from '../../../src-renderer/api/concerns.ts'
import { createOperationCache, type Question } from '../../../src-renderer/api/operation-cache.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const question = { name: 'runs.get', params: { runId: 'a' } }
const other = { name: 'runs.get', params: { runId: 'b' } }
const everything = () => true

function anEngine() {
  const asked: Question[] = []
  const ask = async (each: Question) => {
    asked.push(each)
    return asked.length
  }
  return { asked, cache: createOperationCache(ask) }
}

test('a question is asked once, however many watch it', async () => {
  const { asked, cache } = anEngine()

  cache.watch(question, () => {})
  cache.watch(question, () => {})
  await vi.runAllTimersAsync()

  expect(asked).toEqual([question])
  expect(cache.get(question)).toEqual({ value: 1, error: undefined, isReading: false })
})

test('many events in a row make one new reading, and the old value stays until then', async () => {
  const { asked, cache } = anEngine()
  const seen: unknown[] = []
  cache.watch(question, () => seen.push(cache.get(question).value))
  await vi.runAllTimersAsync()

  for (let event = 0; event < 50; event += 1) cache.invalidate(everything)
  await vi.runAllTimersAsync()

  expect(asked).toHaveLength(2)
  expect(seen.at(-1)).toBe(2)
  expect(seen.slice(1)).not.toContain(undefined)
})

test('an event during a reading is not lost', async () => {
  const { asked, cache } = anEngine()
  cache.watch(question, () => {})

  cache.invalidate(everything)
  await vi.runAllTimersAsync()

  expect(asked).toHaveLength(2)
})

test('what nobody watches is not asked again until somebody does', async () => {
  const { asked, cache } = anEngine()
  const stop = cache.watch(question, () => {})
  await vi.runAllTimersAsync()
  stop()

  cache.invalidate(everything)
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(1)

  cache.watch(question, () => {})
  await vi.runAllTimersAsync()
  expect(asked).toHaveLength(2)
})

test('a failure is kept beside the last value', async () => {
  let isBroken = false
  const cache = createOperationCache(async () => {
    if (isBroken) throw new Error('gone')
    return 'value'
  })
  cache.watch(question, () => {})
  await vi.runAllTimersAsync()

  isBroken = true
  cache.invalidate(everything)
  await vi.runAllTimersAsync()

  expect(cache.get(question)).toMatchObject({ value: 'value', error: new Error('gone') })
})

test('a changed run concerns the questions about it and no other', () => {
  const event = { type: 'run-changed', runId: 'a' } as const

  expect(concerns(event, question)).toBe(true)
  expect(concerns(event, other)).toBe(false)
  expect(concerns(event, { name: 'status', params: {} })).toBe(false)
})

test('after lost events everything is read again, except what never changes', () => {
  expect(concerns({ type: 'resync' }, { name: 'status', params: {} })).toBe(true)
  expect(concerns({ type: 'resync' }, { name: 'blocks.get', params: { blockId: 'a' } })).toBe(false)
})
