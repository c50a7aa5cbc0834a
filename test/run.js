import { join } from 'node:path'
import { buildIfStale } from '../bin/build-if-stale.js'
import { ensureChromium } from '../bin/find-chromium.js'
import { isNodeNewEnough, rerunUnderOwnNode } from '../bin/own-node.js'
import { runProgram } from '../bin/run-program.js'

process.exitCode = isNodeNewEnough() ? await runTests() : await rerunUnderOwnNode(import.meta.filename)

/** The specs drive what was built, in a real browser, so both must be there first. */
async function runTests() {
  const chromium = ensureChromium(console.error)
  if (chromium === undefined) return 1
  try {
    await buildIfStale(console.error)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
  const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
  const env = { ...process.env, RUNBACK_CHROMIUM: chromium }
  return await runProgram(process.execPath, [vitest, 'run', ...process.argv.slice(2)], env)
}
