import { execFile } from 'node:child_process'
import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { storePathIn } from '../../src-main/host/data-dir.ts'
import { BUNDLE } from '../host.ts'
import { runLimit } from '../limits/run-limit.ts'
import { BYTES_PER_MB } from '../numbers.ts'
import { claudeCodeLines } from '../payload/claude-code-lines.ts'
import type { GeneratedFile } from '../payload/generated-file.ts'
import { otlpJsonLines } from '../payload/otlp-json-lines.ts'
import type { Row } from '../row.ts'
import { type Scenario, WrongResultError } from '../scenario.ts'
import { countStoredSpans } from '../store-state.ts'
import { removeDir, tempDir } from '../temp-dirs.ts'

const MAX_IMPORT_MS = 120_000

/** `runback import FILE`, from its start to its end, into an empty folder. */
export const importFiles: Scenario = {
  name: 'import',
  summary: 'MB a second of `runback import`, beside reading the same file with JSON.parse',
  async run({ size, say }) {
    const part = size === 'quick' ? 0.25 : 1
    say('import')
    return [
      await measure('OTLP JSON lines', otlpJsonLines(Math.ceil(40_000 * part))),
      await measure('Claude Code session', claudeCodeLines(Math.ceil(600 * part))),
    ]
  },
}

async function measure(what: string, { lines, leastSpans }: GeneratedFile): Promise<Row> {
  const dir = tempDir()
  try {
    const file = join(dir, 'input.jsonl')
    writeLines(file, lines)
    const bytes = statSync(file).size
    const dataDir = join(dir, 'data')
    const startedMs = performance.now()
    await promisify(execFile)(process.execPath, [BUNDLE, 'import', file, '--json', '--data-dir', dataDir], {
      timeout: MAX_IMPORT_MS,
      maxBuffer: 64 * 1024 * 1024,
    })
    const tookMs = performance.now() - startedMs
    const stored = countStoredSpans(storePathIn(dataDir))
    if (stored < leastSpans)
      throw new WrongResultError(`spans imported from ${what}: ${stored} of ${leastSpans}`)
    const { tookMs: parseMs = 0 } = await runLimit('parse-lines', { file })
    const rate = (ms: number) => bytes / BYTES_PER_MB / (ms / 1_000)
    return {
      scenario: 'import',
      figure: what,
      value: rate(tookMs),
      unit: 'MB/s',
      also: `${(bytes / BYTES_PER_MB).toFixed(0)} MB, ${stored} spans`,
      limit: { what: 'JSON.parse of the lines', value: rate(parseMs) },
    }
  } finally {
    removeDir(dir)
  }
}

function writeLines(file: string, lines: Iterable<string>): void {
  const descriptor = openSync(file, 'w')
  for (const line of lines) writeSync(descriptor, `${line}\n`)
  closeSync(descriptor)
}
