import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import type { ResultOf } from '#contract/operations.ts'
import { describeProblem, ProblemError } from '#contract/problems.ts'
import { errorCode } from '../../base/error-code.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { type Command, exitCodes, UsageError } from '../command.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

type Imported = ResultOf<'imports.create'>
const skippedLinesShown = 10

export const importFiles: Command = {
  name: 'import',
  summary: 'Records the runs of trace files; "-" reads from stdin.',
  usage: 'FILE…',
  options: {},
  async run(invocation) {
    const { arguments: paths, terminal } = invocation
    if (paths.length === 0) throw new UsageError('Name the files to import, or "-" for stdin.')
    const imported: Imported[] = []
    let failures = 0
    await withCaller(invocation, async caller => {
      for (const path of paths) {
        try {
          const file = await readFile(path)
          imported.push(await caller.call('imports.create', file))
        } catch (error) {
          if (!(error instanceof ProblemError)) throw error
          failures += 1
          terminal.tell(describeProblem(error.problem))
        }
      }
    })
    if (imported.length > 0) printResult(invocation, imported, each => each.map(importedText).join('\n'))
    return failures === 0 ? exitCodes.ok : exitCodes.problem
  },
}

async function readFile(path: string): Promise<{ name: string; text: string }> {
  if (path === '-') return { name: 'stdin', text: await readAll(process.stdin) }
  try {
    return { name: basename(path), text: readFileSync(path, 'utf8') }
  } catch (error) {
    const reason = errorCode(error) === 'ENOENT' ? 'there is no such file' : String(errorCode(error) ?? error)
    throw new ProblemError({ code: 'unreadable-file', name: path, reason })
  }
}

function importedText({ name, spans, runIds, skipped, skippedCount }: Imported): string {
  const left = skippedCount - Math.min(skipped.length, skippedLinesShown)
  return [
    `${name}: ${formatNumberOf(spans, 'span')} in ${formatNumberOf(runIds.length, 'run')}`,
    ...runIds.map(runId => `  ${runId}`),
    ...skipped.slice(0, skippedLinesShown).map(({ line, reason }) => `  line ${line} skipped: ${reason}`),
    ...(left > 0 ? [`  … ${formatNumberOf(left, 'more line')} skipped`] : []),
  ].join('\n')
}
