import { type Invocation, type Options, UsageError } from './command.ts'

export const globalOptions: Options = {
  'data-dir': { type: 'string', help: 'Where the store is kept' },
  json: { type: 'boolean', help: 'Answer in JSON' },
  help: { type: 'boolean', short: 'h', help: 'Show this help' },
}

export const portOptions: Options = {
  'api-port': { type: 'string', help: 'Port of the API and the window (8090; 0 takes a free one)' },
  'otlp-http-port': { type: 'string', help: 'Port for traces over OTLP/HTTP (4318)' },
  'otlp-grpc-port': { type: 'string', help: 'Port for traces over OTLP/gRPC (4317)' },
}

export function portsOf(invocation: Invocation) {
  return {
    api: numberFlag(invocation, 'api-port', 65_535),
    otlpHttp: numberFlag(invocation, 'otlp-http-port', 65_535),
    otlpGrpc: numberFlag(invocation, 'otlp-grpc-port', 65_535),
  }
}

export function textFlag({ flags }: Invocation, name: string): string | undefined {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}

export function numberFlag(invocation: Invocation, name: string, max: number): number | undefined {
  const text = textFlag(invocation, name)
  if (text === undefined) return undefined
  if (/^\d+$/.test(text) && Number(text) <= max) return Number(text)
  throw new UsageError(`--${name} takes a number up to ${max}, not "${text}".`)
}

/** The arguments, when there are as many as the usage asks for. */
export function takeArguments(
  { arguments: given, usage }: Invocation,
  least: number,
  most = least,
): readonly string[] {
  if (given.length < least) throw new UsageError(`Something is missing: runback ${usage}`)
  if (given.length > most) throw new UsageError(`"${given[most]}" is one argument too many.`)
  return given
}
