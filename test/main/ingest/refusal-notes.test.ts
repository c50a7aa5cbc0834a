import { expect, test } from 'vitest'
import { createRefusalNotes } from '../../../src-main/ingest/refusal-notes.ts'
import type { RefusalRecord } from '../../../src-main/store/arrival.ts'

const SENDER = { receiver: 'otlp-http', userAgent: 'python' } as const

test('equal refusals are one note, told with how many there were', async () => {
  const written: RefusalRecord[] = []
  const notes = createRefusalNotes(async refusals => written.push(...refusals))

  for (let n = 0; n < 1000; n += 1) notes.note({ status: 'too-large', message: 'too large' }, SENDER)
  notes.note({ status: 'unavailable', message: 'full', retryAfterSeconds: 1 }, SENDER)
  notes.note({ status: 'stored', signal: 'traces', items: 1, rejected: 0, message: '' }, SENDER)
  await notes.flush()

  expect(written).toMatchObject([
    { kind: 'refused', reason: 'too large', requests: 1000, ...SENDER },
    { kind: 'deferred', reason: 'full', requests: 1, ...SENDER },
  ])
})

test('what cannot be written is kept until it can', async () => {
  const written: RefusalRecord[] = []
  let isFull = true
  const notes = createRefusalNotes(async refusals => {
    if (isFull) throw new Error('the disk is full')
    written.push(...refusals)
  })

  notes.note({ status: 'malformed', message: 'no trace' }, SENDER)
  await notes.flush()
  notes.note({ status: 'malformed', message: 'no trace' }, SENDER)
  isFull = false
  await notes.flush()

  expect(written).toMatchObject([{ reason: 'no trace', requests: 2 }])
})
