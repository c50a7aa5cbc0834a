import type { Labels } from '#contract/label.ts'
import type { ParamsOf } from '#contract/operations.ts'
import { printableLine } from '../base/printable-text.ts'
import type { Invocation, Options } from './command.ts'
import { findRunId, findSpanId } from './find-run.ts'
import { textFlag } from './options.ts'
import { printResult } from './print-result.ts'
import { withCaller } from './with-caller.ts'

export const spanOption: Options = {
  span: { type: 'string', help: 'One of its spans instead of the run' },
}

type Change = Omit<ParamsOf<'runs.label'>, 'runId' | 'spanId'>

/** Says something about the run, or about the span that --span names, and prints what is said of it now. */
export async function labelRun(invocation: Invocation, reference: string, change: Change): Promise<number> {
  const labelled = await withCaller(invocation, async caller => {
    const runId = await findRunId(caller, reference)
    const span = textFlag(invocation, 'span')
    const spanId = span === undefined ? undefined : await wholeSpanId(span, runId)
    return { runId, spanId, ...(await caller.call('runs.label', { runId, spanId, ...change })) }

    async function wholeSpanId(beginning: string, ofRun: string): Promise<string> {
      const { spans } = await caller.call('runs.get', { runId: ofRun, limit: 100_000 })
      return findSpanId(
        spans.map(each => each.spanId),
        ofRun,
        beginning,
      )
    }
  })
  return printResult(invocation, labelled, labelText)
}

function labelText({
  runId,
  spanId,
  ...labels
}: Labels & { runId: string; spanId: string | undefined }): string {
  return [`${runId}${spanId === undefined ? '' : ` ${spanId}`}`, ...labelLines(labels)].join('\n')
}

/** What is said of a run or a span, a line for each kind of it. */
export function labelLines({ starred, tags, recordedTags, note }: Labels): string[] {
  return [
    ...(starred ? ['★ starred: never deleted by itself'] : []),
    ...(tags.length === 0 ? [] : [`tags: ${printableLine(tags.join(', '), 200)}`]),
    ...(recordedTags.length === 0 ? [] : [`recorded tags: ${printableLine(recordedTags.join(', '), 200)}`]),
    ...(note === null ? [] : [`note: ${printableLine(note, 500)}`]),
  ]
}
