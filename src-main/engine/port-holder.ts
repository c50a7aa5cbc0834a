import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import type { PortHolder } from '#contract/status.ts'

const run = promisify(execFile)
const LOOKUP_TIMEOUT_MS = 2_000
const PORTS_TRIED = 50

/** Which process listens on a port, as far as the operating system tells this user. */
export async function findPortHolder(port: number): Promise<PortHolder | null> {
  try {
    switch (process.platform) {
      case 'linux':
        return await findOnLinux(port)
      case 'win32':
        return await findOnWindows(port)
      default:
        return await findWithLsof(port)
    }
  } catch {
    return null
  }
}

/** The first port after this one that both loopback addresses have free. */
export async function findFreePort(after: number): Promise<number | null> {
  for (let port = after + 1; port <= Math.min(65_535, after + PORTS_TRIED); port++) {
    if (await isFree(port)) return port
  }
  return null
}

export async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'))
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer()
    // Only a taken port counts: a machine without IPv6 fails in another way.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

const LISTENING = '0A'

async function findOnLinux(port: number): Promise<PortHolder | null> {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(readOrEmpty))
  const inodes = tables
    .flatMap(table => table.split('\n').slice(1))
    .map(line => line.trim().split(/\s+/))
    .filter(columns => columns[1]?.endsWith(`:${hexPort}`) && columns[3] === LISTENING)
    .map(columns => `socket:[${columns[9]}]`)
  if (inodes.length === 0) return null
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    if (await hasSocket(pid, inodes)) return { pid: Number(pid), command: await commandOf(pid) }
  }
  return null
}

async function hasSocket(pid: string, inodes: readonly string[]): Promise<boolean> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
  for (const file of files) {
    const target = await readlink(`/proc/${pid}/fd/${file}`).catch(() => '')
    if (inodes.includes(target)) return true
  }
  return false
}

/** The program by the name it was called: what the kernel keeps is the name of its first thread. */
async function commandOf(pid: string): Promise<string> {
  const [program = ''] = (await readOrEmpty(`/proc/${pid}/cmdline`)).split('\0')
  return basename(program) || (await readOrEmpty(`/proc/${pid}/comm`)).trim()
}

function readOrEmpty(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

async function findWithLsof(port: number): Promise<PortHolder | null> {
  const options = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']
  const { stdout } = await run('lsof', options, { timeout: LOOKUP_TIMEOUT_MS })
  const pid = /^p(\d+)$/m.exec(stdout)?.[1]
  return pid === undefined ? null : { pid: Number(pid), command: /^c(.+)$/m.exec(stdout)?.[1] ?? '' }
}

async function findOnWindows(port: number): Promise<PortHolder | null> {
  const sockets = await run('netstat', ['-ano', '-p', 'TCP'], { timeout: LOOKUP_TIMEOUT_MS })
  const line = sockets.stdout
    .split('\n')
    .find(each => each.includes(`:${port} `) && each.includes('LISTENING'))
  const pid = line?.trim().split(/\s+/).at(-1)
  if (pid === undefined) return null
  const tasks = await run('tasklist', ['/fi', `pid eq ${pid}`, '/fo', 'csv', '/nh'], {
    timeout: LOOKUP_TIMEOUT_MS,
  })
  return { pid: Number(pid), command: /^"([^"]+)"/.exec(tasks.stdout)?.[1] ?? '' }
}
