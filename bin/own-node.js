import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runProgram } from './run-program.js'

const ROOT = join(import.meta.dirname, '..')
const NEEDED_MAJOR = 24

/** better-sqlite3 crashes an older Node, and an older Node cannot run TypeScript. */
export function isNodeNewEnough() {
  return Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR
}

/** Runs the same script with the same arguments under the Node that the project brings along; returns its exit code. */
export async function rerunUnderOwnNode(script) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const ownNode = join(ROOT, 'node_modules/node/bin', file)
  if (!existsSync(ownNode)) {
    console.error(
      `Runback needs Node ${NEEDED_MAJOR} or newer and this is ${process.version}: run "npm ci" first.`,
    )
    return 1
  }
  return await runProgram(ownNode, [script, ...process.argv.slice(2)])
}
