import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

// Given by `runLimit`, which passes what it was given.
const { file } = JSON.parse(process.argv[2] ?? '{}') as { readonly file: string }
const startedMs = performance.now()
let documents = 0
for await (const line of createInterface(createReadStream(file))) {
  if (JSON.parse(line) !== null) documents += 1
}
process.stdout.write(JSON.stringify({ tookMs: performance.now() - startedMs, documents }))
