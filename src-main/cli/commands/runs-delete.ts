import { formatNumberOf } from '../../base/format-quantity.ts'
import type { Command } from '../command.ts'
import { findRunId } from '../find-run.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

export const runsDelete: Command = {
  name: 'runs delete',
  summary: 'Deletes one run and every block no other run carries.',
  usage: 'RUN',
  options: {},
  async run(invocation) {
    const [reference = ''] = takeArguments(invocation, 1)
    const deleted = await withCaller(invocation, async caller => {
      const runId = await findRunId(caller, reference)
      return { runId, ...(await caller.call('runs.delete', { runId })) }
    })
    return printResult(invocation, deleted, ({ runId, deletedSpans, deletedBlocks }) => {
      const what = `${formatNumberOf(deletedSpans, 'span')} and ${formatNumberOf(deletedBlocks, 'block')}`
      return `Deleted run ${runId}: ${what}.`
    })
  },
}
