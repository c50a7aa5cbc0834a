import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { findPortHolder } from '../../../src-main/engine/port-holder.ts'

test('the holder of a port is told by the name of its program', async () => {
  const script = `require('node:net').createServer().listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  const holder = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void holder.kill())
  const [port] = await once(holder.stdout, 'data')

  expect(await findPortHolder(Number(port))).toEqual({
    pid: holder.pid,
    command: expect.stringMatching(/^node/),
  })
})
