import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { findPortHolder, isFree } from '../engine/port-holder.ts'
import { describeHolder } from '../engine/receivers.ts'
import { priceListEdition } from '../pricing/price-list-edition.ts'
import { readNotices, sqliteVersion, storeSchema } from '../store/database.ts'
import { findRunningHost } from './connect.ts'
import { storePathIn } from './data-dir.ts'
import type { HostAddress } from './host-address.ts'
import { tokenPath } from './token.ts'

export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'broken'
  readonly detail: string
}

export interface DoctorPorts {
  readonly api: number
  readonly otlpHttp: number
  readonly otlpGrpc: number
}

const NODE_FLOOR = [24, 0, 0] as const
/** Earlier releases could corrupt a log file that two connections used at once. */
const SQLITE_FLOOR = [3, 51, 3] as const

/** Looks at everything Runback needs on this machine. Creates the data folder, and changes nothing else. */
export async function inspect(dataDir: string, ports: DoctorPorts): Promise<{ checks: readonly Check[] }> {
  const machine = [
    checkVersion('Node.js', process.versions.node, NODE_FLOOR),
    attempt('SQLite', () => checkVersion('SQLite', sqliteVersion(), SQLITE_FLOOR)),
    attempt('Data folder', () => checkDataDir(dataDir)),
    attempt('Store', () => checkStore(storePathIn(dataDir))),
    attempt('API token', () => checkMode('API token', tokenPath(dataDir), 0o600)),
    { name: 'Price list', state: 'ok', detail: priceListEdition } as const,
  ]
  const running = machine.some(check => check.state === 'broken') ? undefined : findRunningHost(dataDir)
  const doors = await Promise.all([
    checkPort('API port', ports.api, running),
    checkPort('OTLP/HTTP port', ports.otlpHttp, running),
    checkPort('OTLP/gRPC port', ports.otlpGrpc, running),
  ])
  return { checks: [...machine, ...doors] }
}

function attempt(name: string, check: () => Check): Check {
  try {
    return check()
  } catch (error) {
    return { name, state: 'broken', detail: error instanceof Error ? error.message : String(error) }
  }
}

function checkVersion(name: string, version: string, floor: readonly number[]): Check {
  const parts = version.split('.').map(Number)
  const difference = floor.map((least, index) => (parts[index] ?? 0) - least).find(each => each !== 0) ?? 0
  if (difference >= 0) return { name, state: 'ok', detail: version }
  return { name, state: 'broken', detail: `${version} is too old; ${floor.join('.')} or newer is needed` }
}

function checkDataDir(dataDir: string): Check {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  accessSync(dataDir, constants.R_OK | constants.W_OK)
  return checkMode('Data folder', dataDir, 0o700)
}

/** Windows keeps no such modes; there the user's profile folder protects the files. */
function checkMode(name: string, path: string, wanted: number): Check {
  if (!existsSync(path)) return { name, state: 'ok', detail: `${path} (made at the first start)` }
  const mode = statSync(path).mode & 0o777
  if (process.platform === 'win32' || (mode & ~wanted) === 0) return { name, state: 'ok', detail: path }
  const detail = `${path} has mode ${mode.toString(8)}; chmod ${wanted.toString(8)} keeps other users out`
  return { name, state: 'warning', detail }
}

function checkStore(path: string): Check {
  const name = 'Store'
  if (!existsSync(path)) return { name, state: 'ok', detail: 'empty (made at the first start)' }
  const schema = storeSchema(path)
  const notices = readNotices(path)
  if (notices.length > 0) return { name, state: 'warning', detail: notices.join(' ') }
  return { name, state: 'ok', detail: `${path}, schema ${schema}` }
}

async function checkPort(name: string, port: number, running: HostAddress | undefined): Promise<Check> {
  if (await isFree(port)) return { name, state: 'ok', detail: `${port} is free` }
  const holder = await findPortHolder(port)
  if (running !== undefined && holder?.pid === running.pid) {
    return { name, state: 'ok', detail: `${port} is held by the running Runback (process ${running.pid})` }
  }
  return { name, state: 'warning', detail: `${port} is held by ${describeHolder(holder)}` }
}
