import type { Caller } from '#contract/caller.ts'
import { type OperationName, operations } from '#contract/operations.ts'
import { ProblemError } from '#contract/problems.ts'
import { openReader, type Reader } from '../engine/open-reader.ts'
import { isUpToDate } from '../store/database.ts'
import { holdStore } from '../store/hold-store.ts'
import { openStoreWriter } from '../store/open-store.ts'
import { storePathIn } from './data-dir.ts'
import { type HostAddress, readHostAddress } from './host-address.ts'
import { SAMPLE_FILE } from './sample-file.ts'
import { readOrCreateToken } from './token.ts'

export interface Connection {
  readonly caller: Caller
  /** The host that runs on this data folder, if one does. */
  readonly running: HostAddress | undefined
  close(): Promise<void>
}

/**
 * How a command reaches the store. Reads go straight to the file; what only a running host knows or may do
 * goes to it over HTTP; without a host, this process takes the folder for as long as the change lasts.
 */
export async function connect(dataDir: string, version: string): Promise<Connection> {
  const storePath = storePathIn(dataDir)
  const running = findRunningHost(dataDir)
  if (running === undefined && !isUpToDate(storePath)) openStoreWriter(storePath).close()
  const reader = openReader(storePath, { version, dataDir })
  const alone = changeAlone(dataDir, version)
  const outside = running === undefined ? alone : askHost(dataDir, running)
  return {
    caller: choose(reader, outside, running !== undefined),
    running,
    async close() {
      await alone[Symbol.asyncDispose]()
      reader.close()
    },
  }
}

export function findRunningHost(dataDir: string): HostAddress | undefined {
  const address = readHostAddress(dataDir)
  if (address === undefined) return undefined
  const hold = holdStore(dataDir)
  // Whoever can take the folder finds nobody in it: the address is left over from a killed host.
  hold?.release()
  return hold === undefined ? address : undefined
}

function choose(reader: Reader, outside: Caller, isHostRunning: boolean): Caller {
  return {
    call: (name, params) => {
      const needsHost = operations[name].writes || isOfEngine(name) || (name === 'status' && isHostRunning)
      return needsHost ? outside.call(name, params) : reader.call(name, params)
    },
  }
}

const OF_ENGINE = ['imports.', 'watches.', 'replay.', 'models.', 'keys.', 'outbound.']

/** What is in the memory of an engine and in no store. */
function isOfEngine(name: OperationName): boolean {
  return OF_ENGINE.some(area => name.startsWith(area))
}

// What only a change needs is loaded when there is one: a listing should start as fast as Node does.

function askHost(dataDir: string, { apiPort }: HostAddress): Caller {
  return {
    async call(name, params) {
      const { createRemoteCaller } = await import('../http/remote-caller.ts')
      return createRemoteCaller({ port: apiPort, token: readOrCreateToken(dataDir) }).call(name, params)
    },
  }
}

/** A host may have started since this command did; else it is another command, and soon done. */
function askWhoeverHolds(dataDir: string): Caller {
  const running = findRunningHost(dataDir)
  if (running !== undefined) return askHost(dataDir, running)
  throw new ProblemError({ code: 'store-unavailable', reason: 'another command is changing it; try again' })
}

/** Takes the folder with the first change and keeps it until the command is done. */
function changeAlone(dataDir: string, version: string): Caller & AsyncDisposable {
  const opened = new AsyncDisposableStack()
  let caller: Promise<Caller> | undefined
  return {
    async call(name, params) {
      // It would end with this command.
      if (name === 'receivers.move') throw new ProblemError({ code: 'not-running' })
      caller ??= openAlone(dataDir, version, opened)
      return (await caller).call(name, params)
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

async function openAlone(dataDir: string, version: string, opened: AsyncDisposableStack): Promise<Caller> {
  const hold = holdStore(dataDir)
  if (hold === undefined) return askWhoeverHolds(dataDir)
  opened.defer(() => hold.release())
  const { createEngine } = await import('../engine/create-engine.ts')
  const engine = await createEngine({
    storePath: storePathIn(dataDir),
    sampleFile: SAMPLE_FILE,
    identity: { version, dataDir, host: 'reader' },
    apiPort: () => null,
  })
  opened.defer(() => engine.close())
  return engine
}
