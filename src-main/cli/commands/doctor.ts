import { existsSync } from 'node:fs'
import type { Settings } from '#contract/settings.ts'
import { formatNumberOf } from '../../base/format-quantity.ts'
import { storePathIn } from '../../host/data-dir.ts'
import type { Check } from '../../host/doctor.ts'
import { type Command, exitCodes, type Invocation } from '../command.ts'
import { checkWindow } from '../environment-checks.ts'
import { portOptions, portsOf, takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import type { Colour, Terminal } from '../terminal.ts'
import { withCaller } from '../with-caller.ts'

const marks: Readonly<Record<Check['state'], readonly [mark: string, colour: Colour]>> = {
  ok: ['✓', 'green'],
  warning: ['!', 'yellow'],
  broken: ['✗', 'red'],
}

export const doctor: Command = {
  name: 'doctor',
  summary: 'Looks whether this machine has everything Runback needs.',
  usage: '',
  options: {
    ...portOptions,
    rescue: { type: 'string', help: 'Copy into the store what can still be read of this damaged one' },
  },
  async run(invocation) {
    takeArguments(invocation, 0)
    const damaged = textFlag(invocation, 'rescue')
    if (damaged !== undefined) return rescue(invocation, damaged)
    const machine = await checkMachine(invocation)
    const checks = [...machine, ...checkWindow(process.env)]
    const isBroken = checks.some(check => check.state === 'broken')
    printResult(invocation, { isBroken, checks }, each => checksText(invocation.terminal, each.checks))
    return isBroken ? exitCodes.problem : exitCodes.ok
  },
}

async function rescue(invocation: Invocation, name: string): Promise<number> {
  const result = await withCaller(invocation, caller => caller.call('store.rescue', { name }))
  return printResult(invocation, result, ({ spans, runs, unreadable }) => {
    const lost = unreadable === 0 ? '' : `; ${formatNumberOf(unreadable, 'span')} could not be read`
    return `Copied ${formatNumberOf(spans, 'span')} of ${formatNumberOf(runs, 'run')}${lost}. ${name} is left as it is.`
  })
}

async function checkMachine(invocation: Invocation): Promise<readonly Check[]> {
  const given = portsOf(invocation)
  const doctor = await import('../../host/doctor.ts').catch((error: unknown) => String(error))
  // What cannot even be loaded is what the user came to hear about.
  if (typeof doctor === 'string') return [{ name: 'Installation', state: 'broken', detail: doctor }]
  const settings = await settingsOrDefaults(invocation)
  const { checks } = await doctor.inspect(invocation.dataDir, {
    api: given.api ?? settings.apiPort,
    otlpHttp: given.otlpHttp ?? settings.otlpHttpPort,
    otlpGrpc: given.otlpGrpc ?? settings.otlpGrpcPort,
  })
  return checks
}

type PortSettings = Pick<Settings, 'apiPort' | 'otlpHttpPort' | 'otlpGrpcPort'>

const defaultPorts: PortSettings = { apiPort: 8090, otlpHttpPort: 4318, otlpGrpcPort: 4317 }

/** A store that cannot be read is for the checks to tell. */
async function settingsOrDefaults(invocation: Invocation): Promise<PortSettings> {
  if (!existsSync(storePathIn(invocation.dataDir))) return defaultPorts
  try {
    return await withCaller(invocation, caller => caller.call('settings.get', {}))
  } catch {
    return defaultPorts
  }
}

function checksText(terminal: Terminal, checks: readonly Check[]): string {
  const width = Math.max(...checks.map(check => check.name.length))
  const lines = checks.map(({ name, state, detail }) => {
    const [mark, colour] = marks[state]
    return `${terminal.paint(colour, mark)} ${name.padEnd(width)}  ${detail}`
  })
  return [...lines, '', verdictOn(checks)].join('\n')
}

function verdictOn(checks: readonly Check[]): string {
  const namesOf = (state: Check['state']) =>
    checks.filter(check => check.state === state).map(check => check.name)
  const [broken, warned] = [namesOf('broken'), namesOf('warning')]
  if (broken.length > 0) return `Runback cannot work here: ${broken.join(', ')}.`
  if (warned.length > 0) return `Runback works here; look at: ${warned.join(', ')}.`
  return 'Everything Runback needs is here.'
}
