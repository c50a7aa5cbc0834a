import { expect, test, vi } from 'vitest'
import type { Announcement } from '../../../src-main/contract/caller.ts'
import { createAnnouncements } from '../../../src-main/engine/announcements.ts'

const changed = (runId: string) => ({ type: 'run-changed', runId }) as const

test('many changes of one run are one announcement', async () => {
  const announcements = createAnnouncements()
  const heard: Announcement[] = []
  announcements.subscribe(announcement => heard.push(announcement))

  for (let n = 0; n < 1000; n++) announcements.announce(changed(n % 2 === 0 ? 'even' : 'odd'))

  await vi.waitFor(() => expect(heard).toHaveLength(2))
  expect(heard.map(each => each.event)).toEqual([changed('even'), changed('odd')])
  expect(Number(heard[1]?.sequence) - Number(heard[0]?.sequence)).toBe(1)
  announcements.close()
})

test('who was away hears what was announced meanwhile, or that it was too long', async () => {
  const announcements = createAnnouncements()
  const heard: Announcement[] = []
  announcements.subscribe(announcement => heard.push(announcement))
  announcements.announce(changed('a'))
  announcements.announce(changed('b'))
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  const [first, second] = heard.map(each => each.sequence)

  expect(announcements.since(Number(first) - 1)?.map(each => each.event)).toEqual([
    changed('a'),
    changed('b'),
  ])
  expect(announcements.since(Number(first))?.map(each => each.event)).toEqual([changed('b')])
  expect(announcements.since(Number(second))).toEqual([])
  expect(announcements.since(Number(second) + 99)).toBeUndefined()
  for (let n = 0; n < 5000; n++) announcements.announce(changed(`run ${n}`))
  announcements.close()
  expect(announcements.since(Number(second))).toBeUndefined()
})

test('a number of a former process is not taken for one of this', () => {
  expect(createAnnouncements().since(1)).toBeUndefined()
})

test('of a run that changed, was deleted and came back, the coming back is told last', () => {
  const announcements = createAnnouncements()
  const heard: Announcement[] = []
  announcements.subscribe(announcement => heard.push(announcement))

  announcements.announce(changed('a'))
  announcements.announce({ type: 'run-deleted', runId: 'a' })
  announcements.announce(changed('a'))
  announcements.close()

  expect(heard.map(each => each.event.type)).toEqual(['run-deleted', 'run-changed'])
})

test('nothing is announced to anybody after closing', () => {
  const announcements = createAnnouncements()
  const heard: Announcement[] = []
  announcements.close()
  announcements.subscribe(announcement => heard.push(announcement))

  announcements.announce(changed('a'))
  announcements.close()

  expect(heard).toEqual([])
})
