import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

// Its receiver runs only while it evaluates, so it is started by itself here, on a database that its CLI made.
const [, , packageDir = '', port = ''] = process.argv
const dist = join(packageDir, 'dist/src')
execFileSync(process.execPath, [join(dist, 'main.js'), 'list', 'evals'], { stdio: 'ignore' })
const receivers = readdirSync(dist).filter(file => /^otlpReceiver-.*\.js$/.test(file))
const receiver = receivers[0]
if (receiver === undefined) throw new Error('This promptfoo has no OTLP receiver')
const { startOTLPReceiver } = await import(pathToFileURL(join(dist, receiver)).href)
await startOTLPReceiver(Number(port), '127.0.0.1')
