import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface CommandLine {
  readonly dataDir: string | undefined
  /** A port that is not given comes from the settings; 0 is any free one. */
  readonly ports: { readonly api?: number; readonly otlpHttp?: number; readonly otlpGrpc?: number }
  /** Absolute paths of files to open. */
  readonly files: readonly string[]
}

const FLAGS = {
  'data-dir': { type: 'string' },
  'api-port': { type: 'string' },
  'otlp-http-port': { type: 'string' },
  'otlp-grpc-port': { type: 'string' },
} as const

/** Chromium's own switches stand between ours, so what is not known is passed over. */
export function readCommandLine(argv: readonly string[], isPackaged: boolean, folder: string): CommandLine {
  const args = argv.slice(isPackaged ? 1 : 2)
  const { values, positionals } = parseArgs({ args, options: FLAGS, strict: false, allowPositionals: true })
  const dataDir = text(values['data-dir'])
  return {
    dataDir: dataDir === undefined ? undefined : resolve(folder, dataDir),
    ports: {
      ...given('api', port(values['api-port'])),
      ...given('otlpHttp', port(values['otlp-http-port'])),
      ...given('otlpGrpc', port(values['otlp-grpc-port'])),
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

function given<Key extends string>(key: Key, value: number | undefined): { [K in Key]?: number } | undefined {
  // A computed key widens to an index signature, which this is not.
  return value === undefined ? undefined : ({ [key]: value } as { [K in Key]?: number })
}

/** What a second start hands to the first, which cannot know that it is well-formed. */
export function filesHandedOver(message: unknown): readonly string[] {
  if (typeof message !== 'object' || message === null || !('files' in message)) return []
  const { files } = message
  return Array.isArray(files) ? files.filter(file => typeof file === 'string') : []
}
