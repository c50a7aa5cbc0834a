import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const MAX_RUN_MS = 120_000

/** Runs a script of this folder in a plain Node process and reads the numbers it prints. */
export async function runLimit(script: string, order: object): Promise<Readonly<Record<string, number>>> {
  const file = join(import.meta.dirname, `${script}.ts`)
  const { stdout } = await promisify(execFile)(process.execPath, [file, JSON.stringify(order)], {
    timeout: MAX_RUN_MS,
  })
  return JSON.parse(stdout)
}
