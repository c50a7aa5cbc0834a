import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ProblemError } from '#contract/problems.ts'
import { errorCode } from '../base/error-code.ts'

/** A shorter one was cut off by a full disk, or could be guessed. */
const MIN_BYTES = 32

/** The key to the API, made once per data folder and readable by its owner alone. */
export function readOrCreateToken(dataDir: string): string {
  const path = tokenPath(dataDir)
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) < MIN_BYTES) rmSync(path, { force: true })
    return readOrCreate(path)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ProblemError({ code: 'store-unavailable', reason: `${path}: ${reason}` }, { cause: error })
  }
}

function readOrCreate(path: string): string {
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
