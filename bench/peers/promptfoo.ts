import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { countRows } from './count-rows.ts'
import type { Peer } from './peer.ts'
import { freePorts, npmInstall, peerDir, startPeerProgram } from './peer-program.ts'

const PACKAGE = join(peerDir('promptfoo'), 'node_modules/promptfoo')
const LAUNCHER = join(import.meta.dirname, 'promptfoo-launcher.ts')

export const promptfoo: Peer = {
  name: 'promptfoo 0.123.1',
  keeps: 'SQLite',
  isInstalled: () => existsSync(PACKAGE),
  install: () => npmInstall('promptfoo', 'promptfoo@0.123.1'),
  async start(dataDir) {
    const [port = 0] = await freePorts(1)
    const env = {
      PROMPTFOO_CONFIG_DIR: dataDir,
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
      LOG_LEVEL: 'error',
    }
    const args = [LAUNCHER, PACKAGE, `${port}`]
    const program = await startPeerProgram(process.execPath, args, env, `http://127.0.0.1:${port}/health`)
    return {
      target: { protocol: 'http', port },
      countSpans: async () => countRows(join(dataDir, 'promptfoo.db')),
      close: program.close,
    }
  },
}
