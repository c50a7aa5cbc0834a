import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode } from '../base/error-code.ts'

/** The key to the API, made once per data folder and readable by its owner alone. */
export function readOrCreateToken(dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = tokenPath(dataDir)
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    // A copied or restored folder may have lost the mode.
    chmodSync(path, 0o600)
  }
  return readFileSync(path, 'utf8').trim()
}

export function tokenPath(dataDir: string): string {
  return join(dataDir, 'token')
}
