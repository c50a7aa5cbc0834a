import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isJsonObject, type JsonObject, parseJson } from '../base/json.ts'

/** Where a host listens. Written beside the store, so that other processes find the running one. */
export interface HostAddress {
  readonly pid: number
  readonly host: 'electron' | 'serve'
  readonly apiPort: number
  readonly startedAt: string
}

export function writeHostAddress(dataDir: string, address: HostAddress): void {
  const path = pathIn(dataDir)
  writeFileSync(`${path}.new`, JSON.stringify(address), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export function removeHostAddress(dataDir: string): void {
  rmSync(pathIn(dataDir), { force: true })
}

/** May be left over from a host that was killed: the lock on the folder tells whether one runs. */
export function readHostAddress(dataDir: string): HostAddress | undefined {
  try {
    const parsed = parseJson(readFileSync(pathIn(dataDir), 'utf8'))
    return isJsonObject(parsed) ? toAddress(parsed) : undefined
  } catch {
    return undefined
  }
}

function toAddress({ pid, host, apiPort, startedAt }: JsonObject) {
  if (host !== 'electron' && host !== 'serve') return undefined
  if (typeof pid !== 'number' || typeof apiPort !== 'number' || typeof startedAt !== 'string')
    return undefined
  return { pid, host, apiPort, startedAt } as const
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'host.json')
}
