import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openStoreReader } from '../../src-main/store/open-store.ts'
import { startProgram } from '../support/child-program.ts'
import { aRequest, aSpan } from '../support/otlp-requests.ts'
import { findHost, flagsOf } from '../support/running-app.ts'
import { tempDir } from '../support/temp-dir.ts'

const KILLS = 6
const SENDERS = 4
const SPANS_PER_REQUEST = 20

/** Sends request after request until the server is gone, and notes what was acknowledged. */
async function sendUntilGone(url: string, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    const traceId = randomBytes(16).toString('hex')
    const spans = Array.from({ length: SPANS_PER_REQUEST }, () =>
      aSpan({
        traceId,
        spanId: randomBytes(8).toString('hex'),
        attributes: new Map([
          ['gen_ai.operation.name', 'chat'],
          ['gen_ai.request.model', 'gpt-5'],
          [
            'gen_ai.input.messages',
            JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: traceId.repeat(40) }] }]),
          ],
        ]),
      }),
    )
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/x-protobuf' },
        body: Buffer.from(aRequest(spans)),
      })
      if (response.status === 200) acknowledged.add(traceId)
    } catch {
      return
    }
  }
}

test('killing the host in the middle of a stream of exports loses nothing that was acknowledged', async () => {
  const dataDir = tempDir()
  const acknowledged = new Set<string>()

  for (let kill = 1; kill <= KILLS; kill++) {
    const program = startProgram(['src-main/cli/main.ts', 'serve', ...flagsOf({ dataDir })])
    await program.printed(/http:\/\//)
    const { otlpHttpPort } = await findHost(dataDir)
    const url = `http://127.0.0.1:${otlpHttpPort}/v1/traces`
    const before = acknowledged.size
    const senders = Array.from({ length: SENDERS }, () => sendUntilGone(url, acknowledged))
    await expect
      .poll(() => acknowledged.size, { timeout: 20_000, interval: 5 })
      .toBeGreaterThan(before + kill * 15)

    program.child.kill('SIGKILL')
    await once(program.child, 'exit')
    await Promise.all(senders)
  }

  // The next start is an ordinary one, and finds everything.
  const program = startProgram(['src-main/cli/main.ts', 'serve', ...flagsOf({ dataDir })])
  await program.printed(/http:\/\//)
  const store = openStoreReader(`${dataDir}/runback.db`)
  const found = [...acknowledged].map(runId => store.runs.find(runId, Date.now())?.run.spanCount)
  store.close()
  expect(acknowledged.size).toBeGreaterThan(KILLS * 15)
  expect(found.filter(spanCount => spanCount !== SPANS_PER_REQUEST)).toEqual([])
  expect(await program.stop()).toBe(0)
  expect(readdirSync(dataDir)).not.toContain('runback.db-wal')
})
