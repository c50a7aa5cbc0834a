import { resolve } from 'node:path'
import type { ResultOf } from '#contract/operations.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import type { Command, Invocation } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { withCaller } from '../with-caller.ts'

type Watches = ResultOf<'watches.list'>

export const watchList: Command = {
  name: 'watch list',
  summary: 'Lists the watched folders, and folders of coding agents that could be.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    return printResult(
      invocation,
      await withCaller(invocation, caller => caller.call('watches.list', {})),
      watchesText,
    )
  },
}

export const watchAdd: Command = {
  name: 'watch add',
  summary: 'Records the trace files of a folder, now and whenever agents add to them.',
  usage: 'FOLDER',
  options: {},
  run: invocation => change(invocation, 'watches.add'),
}

export const watchRemove: Command = {
  name: 'watch remove',
  summary: 'Watches a folder no more; what was recorded stays.',
  usage: 'FOLDER',
  options: {},
  run: invocation => change(invocation, 'watches.remove'),
}

async function change(invocation: Invocation, name: 'watches.add' | 'watches.remove'): Promise<number> {
  const [folder = ''] = takeArguments(invocation, 1)
  const result = await withCaller(invocation, caller => caller.call(name, { path: resolve(folder) }))
  return printResult(invocation, result, watchesText)
}

function watchesText({ folders, suggestions }: Watches): string {
  const width = Math.max(0, ...folders.map(folder => folder.path.length))
  return [
    ...(folders.length === 0 ? ['No folder is watched.'] : []),
    ...folders.map(folder => `${folder.path.padEnd(width)}  ${stateText(folder)}`),
    ...suggestions.map(({ agent, path }) => `${agent} writes to ${path}: runback watch add ${path}`),
  ].join('\n')
}

function stateText({ state, reason, files, newSpans }: Watches['folders'][number]): string {
  if (reason !== null) return `${state}: ${reason}`
  if (files === 0) return state === 'reading' ? 'is read while Runback runs' : state
  return `${state}, ${formatNumberOf(files, 'file')}, ${formatNumberOf(newSpans, 'new span')} since the start`
}
