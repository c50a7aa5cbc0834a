import { expect, test } from 'vitest'
import { createInFlight } from '../../../src-main/otlp/in-flight.ts'
import { createSlots } from '../../../src-main/otlp/slots.ts'

test('slots are given away in the order they were asked for', () => {
  const slots = createSlots(2)
  const taken: string[] = []
  const [giveBackA, giveBackB] = ['a', 'b'].map(name => slots.take(() => taken.push(name)))
  const leaveC = slots.take(() => taken.push('c'))
  slots.take(() => taken.push('d'))
  expect(taken).toEqual(['a', 'b'])

  leaveC()
  giveBackA?.()
  giveBackA?.()
  slots.take(() => taken.push('e'))
  expect(taken).toEqual(['a', 'b', 'd'])

  giveBackB?.()
  expect(taken).toEqual(['a', 'b', 'd', 'e'])
})

test('claims share one budget and give back what they hold once', () => {
  const inFlight = createInFlight(100)
  const [first, second] = [inFlight.claim(), inFlight.claim()]

  expect([first.grow(60), second.grow(50), second.grow(40)]).toEqual([true, false, true])
  first.release()
  first.release()
  expect([second.grow(61), second.grow(60)]).toEqual([false, true])
})

test('large requests come one at a time, and one that waits for long is told so', async () => {
  const inFlight = createInFlight(100, 50)
  const [first, second, third] = [inFlight.claim(), inFlight.claim(), inFlight.claim()]

  expect(await first.takeTurn()).toBe(true)
  expect(await second.takeTurn()).toBe(false)
  const turn = third.takeTurn()
  first.release()
  second.release()

  expect(await turn).toBe(true)
})
