import { type RunningHost, startHost } from './host.ts'
import { removeDir, tempDir } from './temp-dirs.ts'

/** Runs `use` with a fresh host; the folder stays until the end of `after`, when the host has closed the store. */
export async function withHost<Value>(
  use: (host: RunningHost) => Promise<Value>,
  after: (value: Value, storePath: string) => Promise<void> | void = () => undefined,
): Promise<Value> {
  const dataDir = tempDir()
  try {
    const host = await startHost(dataDir)
    let value: Value
    try {
      value = await use(host)
    } finally {
      await host.close()
    }
    await after(value, host.storePath)
    return value
  } finally {
    removeDir(dataDir)
  }
}
