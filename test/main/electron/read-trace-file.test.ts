import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MAX_FILE_BYTES, readTraceFile } from '../../../src-main/electron/read-trace-file.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runback-files-'))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a file is read as text and keeps its name', async () => {
  writeFileSync(join(folder, 'läufe.jsonl'), '{"a":"é"}\n')

  expect(await readTraceFile(join(folder, 'läufe.jsonl'))).toEqual({
    name: 'läufe.jsonl',
    text: '{"a":"é"}\n',
  })
})

test.each([
  ['a file that is not there', 'absent.json', () => {}, 'it is not there'],
  ['a folder', 'folder', () => mkdirSync(join(folder, 'folder')), 'it is not a file'],
  [
    'a file beyond the limit',
    'big.json',
    () => sparse('big.json', MAX_FILE_BYTES + 1),
    'it is larger than 64 MiB',
  ],
])('%s is a problem that names it', async (_case, name, create, reason) => {
  create()

  await expect(readTraceFile(join(folder, name))).rejects.toMatchObject({
    problem: { code: 'unreadable-file', name, reason },
  })
})

function sparse(name: string, sizeBytes: number): void {
  writeFileSync(join(folder, name), '')
  truncateSync(join(folder, name), sizeBytes)
}
