import type { Announcer, Caller } from '#contract/caller.ts'
import { ProblemError } from '#contract/problems.ts'
import type { Settings } from '#contract/settings.ts'
import type { ReceiverStatus } from '#contract/status.ts'
import { errorCode } from '../base/error-code.ts'
import { createEngine, type Engine } from '../engine/create-engine.ts'
import { findFreePort, findPortHolder } from '../engine/port-holder.ts'
import { describeHolder } from '../engine/receivers.ts'
import { loadRendererFiles } from '../http/renderer-files.ts'
import { type RunningApi, type StartApiOptions, startApi } from '../http/start-api.ts'
import { createTickets, linkWith } from '../http/tickets.ts'
import type { Keychain } from '../key-ring/keychain.ts'
import { createMcpHttpHandler } from '../mcp/streamable-http.ts'
import { holdStore } from '../store/hold-store.ts'
import { storePathIn } from './data-dir.ts'
import { readHostAddress, removeHostAddress, writeHostAddress } from './host-address.ts'
import { SAMPLE_FILE } from './sample-file.ts'
import { readOrCreateToken } from './token.ts'

/** Another command may look for a running host at this moment, and holds the folder for an instant. */
const PROBE_WAIT_MS = 250

export interface HostPorts {
  readonly api?: number | undefined
  readonly otlpHttp?: number | undefined
  readonly otlpGrpc?: number | undefined
}

export interface HostOptions {
  readonly host: 'electron' | 'serve'
  readonly dataDir: string
  /** 0 takes any free port; undefined takes the one of the settings. */
  readonly ports: HostPorts
  /** The built window, to serve to a browser. Undefined where the window is not a browser's. */
  readonly rendererDir: string | undefined
  readonly version: string
  readonly log: (line: string) => void
  /** Where keys of providers are sealed; without one they lie in a file of the user. */
  readonly keychain?: Keychain | undefined
}

export interface Host {
  readonly caller: Caller & Announcer
  readonly apiPort: number
  readonly token: string
  /** A link that opens the window in a browser, once. */
  createLink(): string
  close(): Promise<void>
}

/** Starts everything in order: the lock, the engine, the receivers, the API. `close` stops it in reverse, as a failure does. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { dataDir, log } = options
  const hold = holdStore(dataDir, PROBE_WAIT_MS)
  if (hold === undefined) throw alreadyRunning(dataDir)
  const started = new AsyncDisposableStack()
  started.defer(() => hold.release())
  started.defer(() => removeHostAddress(dataDir))
  try {
    const address = { apiPort: 0 }
    const engine = await startEngine(options, () => address.apiPort)
    started.defer(() => engine.close())
    const settings = await engine.call('settings.get', {})
    const receivers = await engine.listen({
      'otlp-http': options.ports.otlpHttp ?? settings.otlpHttpPort,
      'otlp-grpc': options.ports.otlpGrpc ?? settings.otlpGrpcPort,
    })
    for (const receiver of receivers) tellPort(receiver, log)
    await engine.followFolders()
    const token = readOrCreateToken(dataDir)
    const tickets = createTickets()
    const api = await openApi(options, { engine, settings, token, tickets })
    started.defer(() => api.close())
    address.apiPort = api.port
    publishAddress(options, api.port)
    return {
      caller: engine,
      apiPort: api.port,
      token,
      createLink: () => linkWith(tickets.create(), api.port),
      close: () => started.disposeAsync(),
    }
  } catch (error) {
    await started.disposeAsync()
    throw error
  }
}

function startEngine(
  { dataDir, version, host, keychain }: HostOptions,
  apiPort: () => number,
): Promise<Engine> {
  return createEngine({
    storePath: storePathIn(dataDir),
    sampleFile: SAMPLE_FILE,
    identity: { version, dataDir, host },
    apiPort,
    keychain,
  })
}

type ApiParts = Pick<StartApiOptions, 'token' | 'tickets'> & {
  readonly engine: Engine
  readonly settings: Settings
}

/** The window needs the API, so a taken port is told and the next free one is used. */
async function openApi(
  options: HostOptions,
  { engine, settings, token, tickets }: ApiParts,
): Promise<RunningApi> {
  const wanted = options.ports.api ?? settings.apiPort
  const start = (port: number) =>
    startApi({
      caller: engine,
      announcer: engine,
      token,
      tickets,
      renderer: options.rendererDir === undefined ? undefined : loadRendererFiles(options.rendererDir),
      mcp: createMcpHttpHandler(engine, { version: options.version }),
      version: options.version,
      port,
      onError: error => options.log(`API: ${error instanceof Error ? error.stack : error}`),
    })
  try {
    return await start(wanted)
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error
    const holder = describeHolder(await findPortHolder(wanted))
    const free = await findFreePort(wanted)
    if (free === null) throw new ProblemError({ code: 'port-taken', port: wanted, holder })
    options.log(`Port ${wanted} for the API is held by ${holder}; using ${free} instead.`)
    return start(free)
  }
}

function tellPort({ name, port, listening }: ReceiverStatus, log: (line: string) => void): void {
  if (listening.state === 'failed') log(`${name} cannot listen on port ${port}: ${listening.reason}`)
  if (listening.state !== 'port-taken') return
  const { holder, nextFreePort } = listening
  const advice = nextFreePort === null ? '' : ` Port ${nextFreePort} is free: --${name}-port ${nextFreePort}`
  log(`${name} is not listening: port ${port} is held by ${describeHolder(holder)}.${advice}`)
}

function publishAddress({ dataDir, host }: HostOptions, apiPort: number): void {
  writeHostAddress(dataDir, { pid: process.pid, host, apiPort, startedAt: new Date().toISOString() })
}

function alreadyRunning(dataDir: string): ProblemError {
  const address = readHostAddress(dataDir)
  return new ProblemError({
    code: 'already-running',
    pid: address?.pid ?? 0,
    apiPort: address?.apiPort ?? null,
  })
}
