import { ProblemError } from '#contract/problems.ts'
import type { EngineStatus, ReceiverName } from '#contract/status.ts'
import type { Host } from '../../host/start-host.ts'
import { rendererDir } from '../app-files.ts'
import { type Command, exitCodes, type Invocation } from '../command.ts'
import { portOptions, portsOf, takeArguments } from '../options.ts'
import { receiverLine } from '../receiver-line.ts'
import { freshLink } from './open.ts'

export const serve: Command = {
  name: 'serve',
  summary: 'Runs Runback without a window of its own; any browser shows it.',
  usage: '',
  options: portOptions,
  async run(invocation) {
    takeArguments(invocation, 0)
    const stopped = untilStopped()
    const host = await startOrTell(invocation)
    if (host === undefined) return exitCodes.problem
    try {
      invocation.terminal.print(await greeting(invocation, host))
      await stopped
    } finally {
      await host.close()
    }
    return exitCodes.ok
  },
}

/** Undefined after telling where the Runback is that runs already. */
async function startOrTell(invocation: Invocation): Promise<Host | undefined> {
  const { dataDir, version, terminal } = invocation
  const { startHost } = await import('../../host/start-host.ts')
  const ports = portsOf(invocation)
  const log = (line: string) => terminal.tell(line)
  try {
    return await startHost({ host: 'serve', dataDir, ports, rendererDir: rendererDir(), version, log })
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'already-running') throw error
    const link = await freshLink(dataDir).catch(() => undefined)
    if (link === undefined) throw error
    const { message } = error
    if (invocation.isJson) terminal.tell(JSON.stringify({ ...error.problem, message, link }))
    else terminal.tell(`${message}\nIt opens at ${link}`)
    return undefined
  }
}

async function greeting(invocation: Invocation, host: Host): Promise<string> {
  const status = await host.caller.call('status', {})
  const link = host.createLink()
  if (invocation.isJson) return JSON.stringify(addresses(status, link))
  const window =
    rendererDir() === undefined
      ? `not built yet ("npm run build"); the API is at http://127.0.0.1:${host.apiPort}`
      : `${link} (works once; "runback open" makes another)`
  return [
    `Runback ${invocation.version} records into ${invocation.dataDir}`,
    `Window     ${window}`,
    ...status.receivers.map(receiverLine),
    'Ctrl+C stops it.',
  ].join('\n')
}

function addresses({ dataDir, pid, apiPort, receivers }: EngineStatus, link: string) {
  const portOf = (name: ReceiverName) => {
    const receiver = receivers.find(each => each.name === name)
    return receiver?.listening.state === 'listening' ? receiver.port : null
  }
  return { link, apiPort, otlpHttpPort: portOf('otlp-http'), otlpGrpcPort: portOf('otlp-grpc'), pid, dataDir }
}

/** One Ctrl+C may arrive several times: from the terminal, and from each program that passes it on. */
const SAME_REQUEST_MS = 1_000

/** Resolves when asked to stop. Whoever asks again later does not want to wait. */
function untilStopped(): Promise<void> {
  return new Promise(resolve => {
    let askedAtMs: number | undefined
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        askedAtMs ??= performance.now()
        if (performance.now() - askedAtMs > SAME_REQUEST_MS) process.exit(exitCodes.problem)
        resolve()
      })
    }
  })
}
