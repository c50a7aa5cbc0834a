import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { HostPorts } from '../host/start-host.ts'

export interface CommandLine {
  readonly dataDir: string | undefined
  /** A port that is not given comes from the settings; 0 is any free one. */
  readonly ports: HostPorts
  /** Absolute paths of files to open. */
  readonly files: readonly string[]
}

const FLAGS = {
  'data-dir': { type: 'string' },
  'api-port': { type: 'string' },
  'otlp-http-port': { type: 'string' },
  'otlp-grpc-port': { type: 'string' },
} as const

/** Where a process was started, and the app it runs: a packaged app is the program itself. */
export interface Start {
  readonly argv: readonly string[]
  readonly folder: string
  readonly appPath: string
  readonly isPackaged: boolean
}

/** Chromium's own switches may stand between ours, so what is not known is passed over. */
export function readCommandLine({ argv, folder, appPath, isPackaged }: Start): CommandLine {
  const isApp = (argument: string) => resolve(folder, argument) === appPath
  const args = argv.slice(isPackaged ? 1 : Math.max(argv.findIndex(isApp), 0) + 1)
  const { values, positionals } = parseArgs({ args, options: FLAGS, strict: false, allowPositionals: true })
  const dataDir = text(values['data-dir'])
  return {
    dataDir: dataDir === undefined ? undefined : resolve(folder, dataDir),
    ports: {
      api: port(values['api-port']),
      otlpHttp: port(values['otlp-http-port']),
      otlpGrpc: port(values['otlp-grpc-port']),
    },
    files: positionals.map(file => resolve(folder, file)),
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function port(value: unknown): number | undefined {
  const number = /^\d{1,5}$/.test(`${value}`) ? Number(value) : undefined
  return number === undefined || number > 65_535 ? undefined : number
}

/** What a second start hands to the first, which cannot know that it is well-formed. */
export function filesHandedOver(message: unknown): readonly string[] {
  if (typeof message !== 'object' || message === null || !('files' in message)) return []
  const { files } = message
  return Array.isArray(files) ? files.filter(file => typeof file === 'string') : []
}
