import { writeFileSync } from 'node:fs'
// @ts-expect-error The launchers are plain JavaScript.
import { buildIfStale } from '../../bin/build-if-stale.js'
import { readOptions } from '../options.ts'
import { tableOf } from '../print-table.ts'
import type { Row } from '../row.ts'
import { scenarios } from './scenarios/index.ts'
import { withWindow } from './with-window.ts'

const HELP = `npm run bench:ui [-- SCENARIO…] [--quick] [--json FILE]

${scenarios.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`).join('\n')}

  --quick      a long run of 10,000 spans in place of 50,000, and shorter floods
  --json FILE  writes the rows to FILE as well

Chromium without a window shows what a host serves; RUNBACK_CHROMIUM names another one than /usr/bin/chromium.`

process.exitCode = await main()

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2))
  const unknown = options.names.filter(name => scenarios.every(scenario => scenario.name !== name))
  if (options.help || unknown.length > 0) {
    if (unknown.length > 0) console.error(`There is no scenario "${unknown.join('", "')}".`)
    console.log(HELP)
    return options.help ? 0 : 2
  }
  await buildIfStale((line: string) => console.error(line))
  const chosen = scenarios.filter(({ name }) => options.names.length === 0 || options.names.includes(name))
  const isQuick = options.size === 'quick'
  const rows: Row[] = []
  await withWindow(
    { longRunSpans: isQuick ? 10_000 : 50_000, floodSeconds: isQuick ? 4 : 10 },
    async window => {
      for (const scenario of chosen) {
        const measured = await scenario.run(window)
        rows.push(...measured)
        console.log(`${tableOf(measured)}\n`)
      }
    },
  )
  if (options.jsonFile !== undefined) writeFileSync(options.jsonFile, `${JSON.stringify(rows, null, 2)}\n`)
  return 0
}
