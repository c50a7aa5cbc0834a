import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Database from 'better-sqlite3'

// Its receiver runs only while it evaluates, so it is started by itself here, on a database that its CLI made.
const [, , packageDir = '', port = ''] = process.argv
const dist = join(packageDir, 'dist/src')
execFileSync(process.execPath, [join(dist, 'main.js'), 'list', 'evals'], { stdio: 'ignore' })
acquaint('bench')
const receivers = readdirSync(dist).filter(file => /^otlpReceiver-.*\.js$/.test(file))
const receiver = receivers[0]
if (receiver === undefined) throw new Error('This promptfoo has no OTLP receiver')
const { startOTLPReceiver } = await import(pathToFileURL(join(dist, receiver)).href)
await startOTLPReceiver(Number(port), '127.0.0.1')

/** The evaluation that the payloads name. */
function acquaint(evaluationId: string): void {
  const db = new Database(join(process.env.PROMPTFOO_CONFIG_DIR ?? '.', 'promptfoo.db'))
  db.prepare("insert into evals (id, config, results) values (?, '{}', '{}')").run(evaluationId)
  db.close()
}
