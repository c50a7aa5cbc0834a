import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Peer } from './peer.ts'
import { freePorts, npmInstall, peerDir, startPeerProgram } from './peer-program.ts'

const PROGRAM = join(peerDir('tracelet'), 'node_modules/@jnmetacode/tracelet/src/cli.js')

export const tracelet: Peer = {
  name: 'tracelet 0.2.1',
  keeps: 'in memory, the last 500 traces',
  isInstalled: () => existsSync(PROGRAM),
  install: () => npmInstall('tracelet', '@jnmetacode/tracelet@0.2.1'),
  async start() {
    const [port = 0, uiPort = 0] = await freePorts(2)
    const args = [PROGRAM, '--port', `${port}`, '--ui-port', `${uiPort}`, '--no-open']
    const program = await startPeerProgram(
      process.execPath,
      args,
      {},
      `http://127.0.0.1:${uiPort}/api/traces`,
    )
    return {
      target: { protocol: 'http', port },
      // It forgets all but the newest, so what it still has says nothing.
      countSpans: async () => undefined,
      close: program.close,
    }
  },
}
