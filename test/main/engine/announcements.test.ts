import { expect, test, vi } from 'vitest'
import { createAnnouncements } from '../../../src-main/engine/announcements.ts'

const changed = (runId: string) => ({ type: 'run-changed', runId }) as const

test('many changes of one run are one announcement', async () => {
  const announcements = createAnnouncements()
  const heard: unknown[] = []
  announcements.subscribe(announcement => heard.push(announcement))

  for (let n = 0; n < 1000; n++) announcements.announce(changed(n % 2 === 0 ? 'even' : 'odd'))

  await vi.waitFor(() => expect(heard).toHaveLength(2))
  expect(heard).toEqual([
    { sequence: 1, event: changed('even') },
    { sequence: 2, event: changed('odd') },
  ])
  announcements.close()
})

test('who was away hears what was announced meanwhile, or that it was too long', async () => {
  const announcements = createAnnouncements()
  announcements.announce(changed('a'))
  announcements.announce(changed('b'))
  announcements.close()

  expect(announcements.since(0)?.map(each => each.sequence)).toEqual([1, 2])
  expect(announcements.since(1)?.map(each => each.event)).toEqual([changed('b')])
  expect(announcements.since(2)).toEqual([])
  expect(announcements.since(99)).toBeUndefined()
  for (let n = 0; n < 5000; n++) announcements.announce(changed(`run ${n}`))
  announcements.close()
  expect(announcements.since(2)).toBeUndefined()
})
