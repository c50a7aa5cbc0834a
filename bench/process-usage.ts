import { readdirSync, readFileSync } from 'node:fs'

/** USER_HZ, which is 100 on every Linux there is. */
const TICKS_PER_SECOND = 100

/** What the operating system says of a process; undefined where there is no /proc. */
export interface ProcessUsage {
  readonly residentMb: number
  readonly cpuSeconds: number
  /** How often one of its threads went to sleep and was woken. */
  readonly wakeUps: number
}

export function usageOf(pid: number): ProcessUsage | undefined {
  if (process.platform !== 'linux') return undefined
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  // The name of the program may hold spaces; what follows its bracket does not.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  const wakeUps = readdirSync(`/proc/${pid}/task`)
    .map(thread => readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8'))
    .map(text => numberAfter(text, 'voluntary_ctxt_switches'))
    .reduce((sum, count) => sum + count, 0)
  return {
    residentMb: (numberAfter(status, 'VmRSS') * 1024) / 1e6,
    cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND,
    wakeUps,
  }
}

function numberAfter(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN)
}
