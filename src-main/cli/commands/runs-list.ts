import type { Caller } from '#contract/caller.ts'
import type { ResultOf } from '#contract/operations.ts'
import type { RunSummary } from '#contract/run.ts'
import { type Direction, RunOrder } from '#contract/run-order.ts'
import type { Status } from '#contract/span.ts'
import { formatTotal } from '../../base/format-figure.ts'
import { formatDollars, formatDuration, formatShortCount } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { type Command, type Invocation, UsageError } from '../command.ts'
import { localTime } from '../local-time.ts'
import { numberFlag, takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { statusColours } from '../status-colour.ts'
import { type Cell, renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

const pageSize = 1000
const heads = ['RUN', 'STATUS', 'STARTED', 'TIME', 'CALLS', 'TOOLS', 'IN', 'OUT', 'COST', 'NAME']

export const runsList: Command = {
  name: 'runs list',
  summary: 'Lists the recorded runs, newest first.',
  usage: '[FILTER …]',
  options: {
    order: { type: 'string', help: `${RunOrder.options.join(', ')} (started)` },
    ascending: { type: 'boolean', help: 'The least or the oldest first' },
    status: { type: 'string', help: 'Only runs that are running, ok, error or cancelled' },
    starred: { type: 'boolean', help: 'Only runs with a star' },
    tag: { type: 'string', help: 'Only runs with this tag, on themselves or on a span' },
    session: { type: 'string', help: 'Only runs of this session' },
    text: { type: 'string', help: 'Only runs whose name, service, agent, model or id holds this' },
    limit: { type: 'string', help: 'How many at most (20)' },
    all: { type: 'boolean', help: 'All of them' },
  },
  async run(invocation) {
    const filter = takeArguments(invocation, 0, Number.POSITIVE_INFINITY).join(' ')
    const limit =
      invocation.flags.all === true ? Infinity : (numberFlag(invocation, 'limit', 1_000_000) ?? 20)
    const list = await withCaller(invocation, caller =>
      listRuns(caller, { ...filterOf(invocation), filter, ...orderOf(invocation) }, limit),
    )
    return printResult(invocation, list, each => listText(invocation, each))
  },
}

type RunList = ResultOf<'runs.list'>
interface Filter {
  readonly filter: string
  readonly order: RunOrder
  readonly direction: Direction
  readonly text: string | undefined
  readonly status: Status | undefined
  readonly starred: true | undefined
  readonly tag: string | undefined
  readonly sessionId: string | undefined
}

function orderOf(invocation: Invocation): Pick<Filter, 'order' | 'direction'> {
  const given = textFlag(invocation, 'order') ?? 'started'
  const order = RunOrder.options.find(each => each === given)
  if (order === undefined) {
    throw new UsageError(`--order is ${RunOrder.options.join(', ')}, not "${given}".`)
  }
  return { order, direction: invocation.flags.ascending === true ? 'ascending' : 'descending' }
}

function filterOf(invocation: Invocation): Omit<Filter, 'filter' | 'order' | 'direction'> {
  const given = textFlag(invocation, 'status')
  const status = Object.keys(statusColours).find((each): each is Status => each === given)
  if (given !== undefined && status === undefined) {
    throw new UsageError(`--status is running, ok, error or cancelled, not "${given}".`)
  }
  return {
    text: textFlag(invocation, 'text'),
    status,
    starred: invocation.flags.starred === true ? true : undefined,
    tag: textFlag(invocation, 'tag'),
    sessionId: textFlag(invocation, 'session'),
  }
}

async function listRuns(caller: Caller, filter: Filter, limit: number): Promise<RunList> {
  const runs: RunSummary[] = []
  let page: RunList | undefined
  do {
    const wanted = Math.min(pageSize, Math.max(1, limit - runs.length))
    page = await caller.call('runs.list', { ...filter, limit: wanted, cursor: page?.next ?? undefined })
    runs.push(...page.runs)
  } while (page.next !== null && runs.length < limit)
  return { runs, total: page.total, returned: runs.length, next: page.next }
}

function listText({ terminal }: Invocation, { runs, total, next }: RunList): string {
  if (runs.length === 0) return 'No runs. "runback sample" records one to look at.'
  const table = renderTable(terminal, heads, runs.map(runRow))
  return next === null ? table : `${table}\n\n${runs.length} of ${total} runs; --all shows the rest.`
}

function runRow(run: RunSummary): Cell[] {
  return [
    { text: run.runId.slice(0, 12) },
    { text: run.status, colour: statusColours[run.status] },
    { text: localTime(run.startedAt) },
    { text: run.durationNs === null ? '…' : formatDuration(run.durationNs), isNumber: true },
    { text: String(run.callCount), isNumber: true },
    { text: String(run.toolCount), isNumber: true },
    { text: formatTotal(run.inputTokens, formatShortCount), isNumber: true },
    { text: formatTotal(run.outputTokens, formatShortCount), isNumber: true },
    { text: formatTotal(run.cost, formatDollars), isNumber: true },
    { text: `${run.starred ? '★ ' : ''}${printableLine(run.name, 50)}`, colour: 'bold' },
  ]
}
