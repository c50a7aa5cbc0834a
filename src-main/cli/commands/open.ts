import { spawn } from 'node:child_process'
import { ProblemError } from '#contract/problems.ts'
import type { Command } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'

const openers: Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

export const open: Command = {
  name: 'open',
  summary: 'Makes a fresh link into the running Runback and opens it.',
  usage: '',
  options: { print: { type: 'boolean', help: 'Only print the link' } },
  async run(invocation) {
    takeArguments(invocation, 0)
    const { isJson, flags, terminal } = invocation
    const link = await freshLink(invocation.dataDir)
    if (terminal.isInteractive && !isJson && flags.print !== true) openInBrowser(link)
    return printResult(invocation, { link }, each => each.link)
  },
}

/** A link into the host that runs on this data folder; it works once. */
export async function freshLink(dataDir: string): Promise<string> {
  const [{ findRunningHost }, { readOrCreateToken }, { requestLink }] = await Promise.all([
    import('../../host/connect.ts'),
    import('../../host/token.ts'),
    import('../../http/remote-caller.ts'),
  ])
  const running = findRunningHost(dataDir)
  if (running === undefined) throw new ProblemError({ code: 'not-running' })
  if (running.host === 'electron') {
    const reason = `Runback runs in a window of its own (process ${running.pid}).`
    throw new ProblemError({ code: 'refused', reason })
  }
  return requestLink({ port: running.apiPort, token: readOrCreateToken(dataDir) })
}

/** The link is printed as well, so a machine without a browser loses nothing. */
function openInBrowser(link: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, link], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
