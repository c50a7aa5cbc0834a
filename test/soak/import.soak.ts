import { randomBytes } from 'node:crypto'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createImportThread } from '../../src-main/ingest/import/import-thread.ts'
import { makeTempDir } from '../support/temp-dir.ts'
import { printFigures, watchPeak } from './support/figures.ts'

const MB = 1_000_000
const FILE_BYTES = 600 * MB
/** The whole process: the test runner itself, and one thread that parses. */
const MAX_PEAK_MB = 600

function resourceSpans(): string {
  const traceId = randomBytes(16).toString('hex')
  const spans = Array.from({ length: 20 }, () => ({
    traceId,
    spanId: randomBytes(8).toString('hex'),
    name: 'chat',
    startTimeUnixNano: '1790000000000000000',
    endTimeUnixNano: '1790000001000000000',
    attributes: [
      { key: 'gen_ai.input.messages', value: { stringValue: randomBytes(1500).toString('base64') } },
    ],
  }))
  return JSON.stringify({ scopeSpans: [{ spans }] })
}

function writeLarge(
  path: string,
  parts: { readonly before: string; readonly between: string; readonly after: string },
) {
  const file = openSync(path, 'w')
  writeSync(file, parts.before)
  let count = 0
  for (let written = 0; written < FILE_BYTES; count += 1) {
    written += writeSync(file, (count === 0 ? '' : parts.between) + resourceSpans())
  }
  writeSync(file, parts.after)
  closeSync(file)
  return count * 20
}

test.each([
  ['lines', { before: '{"resourceSpans":[', between: ']}\n{"resourceSpans":[', after: ']}\n' }],
  ['one document', { before: '{"resourceSpans":[', between: ',\n', after: ']}' }],
])('a file of 600 MB, as %s, is read within bounded memory', async (name, parts) => {
  const dir = makeTempDir()
  const path = join(dir.path, 'large.json')
  const spans = writeLarge(path, parts)
  expect(statSync(path).size).toBeGreaterThan(FILE_BYTES)
  const thread = createImportThread(async () => ({
    items: 0,
    newSpans: 0,
    runIds: [],
    rejected: 0,
    message: '',
  }))
  const peak = watchPeak(() => process.memoryUsage.rss() / MB)

  const { reading } = await thread.read({ kind: 'path', name: 'large.json', path }).done

  expect(reading).toMatchObject({ spans, skippedCount: 0 })
  const peakMb = Math.round(peak.take() ?? Number.NaN)
  peak.stop()
  printFigures(`Import of 600 MB as ${name}`, { 'peak of the process, MB': peakMb })
  expect(peakMb).toBeLessThan(MAX_PEAK_MB)
  await thread.close()
  dir.remove()
})
