import { writeFileSync } from 'node:fs'
// @ts-expect-error The launchers are plain JavaScript.
import { buildIfStale } from '../bin/build-if-stale.js'
import { readOptions } from './options.ts'
import { findPeers } from './peers/find-peers.ts'
import { tableOf } from './print-table.ts'
import { isMet, type Row, ratioOf } from './row.ts'
import { type BenchContext, type Scenario, WrongResultError } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'

const HELP = `npm run bench [-- SCENARIO…] [--quick | --full] [--peers] [--json FILE]

${scenarios.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join('\n')}

  --quick      less of everything, within a minute
  --full       queries over 2 million spans
  --peers      installs other programs into node_modules/.cache to be measured beside (once; minutes)
  --json FILE  writes the rows to FILE as well

RUNBACK_BENCH_PROFILE=DIR runs the host from its sources and leaves a processor profile of each thread in DIR.`

process.exitCode = await main()

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const unknown = options.names.filter(name => scenarios.every(scenario => scenario.name !== name))
  if (options.help || unknown.length > 0) {
    if (unknown.length > 0) console.error(`There is no scenario "${unknown.join('", "')}".`)
    console.log(HELP)
    return options.help ? 0 : 2
  }
  const say = (line: string) => console.error(line)
  await buildIfStale(say)
  const peers = await findPeers(options.installPeers, say)
  const chosen = scenarios.filter(({ name }) => options.names.length === 0 || options.names.includes(name))
  const { rows, failures } = await runAll(chosen, { size: options.size, peers, say })
  for (const failure of failures) console.log(`FAILED  ${failure}`)
  if (options.jsonFile !== undefined) writeFileSync(options.jsonFile, jsonOf(rows, failures))
  return failures.length === 0 ? 0 : 1
}

async function runAll(chosen: readonly Scenario[], context: BenchContext) {
  const rows: Row[] = []
  const failures: string[] = []
  for (const scenario of chosen) {
    const startedMs = performance.now()
    try {
      const measured = await scenario.run(context)
      rows.push(...measured)
      // As they come: who stops a long run keeps what it had.
      console.log(`${tableOf(measured)}\n`)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      failures.push(`${scenario.name}: ${error instanceof WrongResultError ? 'wrong result: ' : ''}${reason}`)
    }
    context.say(`${scenario.name}: ${((performance.now() - startedMs) / 1_000).toFixed(0)} s`)
  }
  return { rows, failures }
}

function jsonOf(rows: readonly Row[], failures: readonly string[]): string {
  const withVerdicts = rows.map(row => ({ ...row, ratio: ratioOf(row) ?? null, met: isMet(row) ?? null }))
  return `${JSON.stringify({ rows: withVerdicts, failures }, null, 2)}\n`
}
