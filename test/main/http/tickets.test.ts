import { expect, test } from 'vitest'
import { createTickets } from '../../../src-main/http/tickets.ts'

test('a ticket of 256 bits is good once', () => {
  const tickets = createTickets()
  const ticket = tickets.create()

  expect(Buffer.from(ticket, 'base64url').length).toBe(32)
  expect([tickets.redeem(ticket), tickets.redeem(ticket)]).toEqual([true, false])
})

test('a ticket is no good after ten minutes', () => {
  let now = 0
  const tickets = createTickets(() => now)
  const [early, late] = [tickets.create(), tickets.create()]

  now = 10 * 60_000 - 1
  expect(tickets.redeem(early)).toBe(true)

  now = 10 * 60_000
  expect(tickets.redeem(late)).toBe(false)
})

test('tickets are not the same, and a wrong one spoils nothing', () => {
  const tickets = createTickets()
  const [one, other] = [tickets.create(), tickets.create()]

  expect(one).not.toBe(other)
  expect(tickets.redeem('')).toBe(false)
  expect([tickets.redeem(one), tickets.redeem(other)]).toEqual([true, true])
})

test('of very many unused tickets the oldest are forgotten', () => {
  const tickets = createTickets()
  const first = tickets.create()
  const made = Array.from({ length: 100 }, () => tickets.create())

  expect(tickets.redeem(first)).toBe(false)
  expect(tickets.redeem(made.at(-1) ?? '')).toBe(true)
})
