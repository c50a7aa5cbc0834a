import { parseArgs } from 'node:util'
import type { BenchContext } from './scenario.ts'

export interface BenchOptions {
  /** Empty for all of them. */
  readonly names: readonly string[]
  readonly size: BenchContext['size']
  readonly installPeers: boolean
  readonly jsonFile: string | undefined
  readonly help: boolean
}

export function readOptions(args: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    names: positionals,
    size: values.quick ? 'quick' : values.full ? 'full' : 'default',
    installPeers: values.peers,
    jsonFile: values.json,
    help: values.help,
  }
}
