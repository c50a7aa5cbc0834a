import type { EngineStatus } from '#contract/status.ts'
import { describeHealth } from '#contract/store-health.ts'
import { formatBytes, formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import type { Command } from '../command.ts'
import { localTimeOfMs } from '../local-time.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { receiverLine } from '../receiver-line.ts'
import { withCaller } from '../with-caller.ts'

export const status: Command = {
  name: 'status',
  summary: 'Shows what is running and how much is stored.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const result = await withCaller(invocation, caller => caller.call('status', {}))
    return printResult(invocation, result, statusText)
  },
}

function statusText({
  host,
  pid,
  apiPort,
  dataDir,
  receivers,
  store,
  prices,
  version,
}: EngineStatus): string {
  const { sizeBytes, runs, spans, blocks } = store
  const trouble = describeHealth(store.health)
  const kept = [formatNumberOf(runs, 'run'), formatNumberOf(spans, 'span'), formatNumberOf(blocks, 'block')]
  return [
    host === 'reader' ? 'Not running.' : `Running (process ${pid}, API on port ${apiPort ?? 'none'}).`,
    ...(trouble === undefined ? [] : [trouble]),
    ...store.notices.map(({ at, message }) => `${localTimeOfMs(at)}  ${printableLine(message, 600)}`),
    ...receivers.map(receiverLine),
    `Store      ${dataDir}, ${formatBytes(sizeBytes)}: ${kept.join(', ')}`,
    `Prices     ${prices}`,
    `Version    ${version}`,
  ].join('\n')
}
