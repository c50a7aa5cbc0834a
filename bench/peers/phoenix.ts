import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { countRows } from './count-rows.ts'
import type { Peer } from './peer.ts'
import { freePorts, installStep, peerDir, startPeerProgram } from './peer-program.ts'

const BIN = join(peerDir('phoenix'), 'venv', process.platform === 'win32' ? 'Scripts' : 'bin')
const PROGRAM = join(BIN, 'phoenix')

export const phoenix: Peer = {
  name: 'Phoenix 20.26.1',
  keeps: 'SQLite, some time after it answered',
  isInstalled: () => existsSync(PROGRAM),
  async install() {
    await installStep('phoenix', 'python3', ['-m', 'venv', 'venv'])
    await installStep('phoenix', join(BIN, 'python3'), [
      '-m',
      'pip',
      'install',
      '-q',
      'arize-phoenix==20.26.1',
    ])
  },
  async start(dataDir) {
    const [port = 0, grpcPort = 0] = await freePorts(2)
    const env = {
      PHOENIX_HOST: '127.0.0.1',
      PHOENIX_PORT: `${port}`,
      PHOENIX_GRPC_PORT: `${grpcPort}`,
      PHOENIX_WORKING_DIR: dataDir,
      PHOENIX_TELEMETRY_ENABLED: 'false',
      PHOENIX_DISABLE_AGENT_ASSISTANT: 'true',
    }
    const program = await startPeerProgram(PROGRAM, ['serve'], env, `http://127.0.0.1:${port}/healthz`)
    return {
      target: { protocol: 'http', port },
      countSpans: async () => countRows(join(dataDir, 'phoenix.db')),
      close: program.close,
    }
  },
}
