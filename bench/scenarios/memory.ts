import { slope } from '../numbers.ts'
import { usageOf } from '../process-usage.ts'
import { atMost, type Row } from '../row.ts'
import { expectEqual, type Scenario } from '../scenario.ts'
import { createSender } from '../send/create-sender.ts'
import { countStoredSpans, untilQuiet } from '../store-state.ts'
import { withHost } from '../with-host.ts'

const SAMPLE_EVERY_MS = 100
const MAX_QUIET_MS = 30_000
const MAX_PEAK_MB = 300
/** A machine that is shared shows a slope where there is none. */
const MAX_SLOPE_MB_PER_MINUTE = 30

interface Sample {
  readonly x: number
  readonly y: number
}

/** Peak and growth of the resident memory while it takes all it can, then what it does when nobody wants anything. */
export const memory: Scenario = {
  name: 'memory',
  summary: 'resident memory under full load and its growth, then processor time and wake-ups when idle',
  async run({ size, say }) {
    const seconds = size === 'quick' ? 5 : 15
    const idleSeconds = size === 'quick' ? 3 : 6
    return withHost(async host => {
      const started = usageOf(host.pid)
      if (started === undefined) {
        say('memory: this system has no /proc; nothing was measured')
        return []
      }
      const recipe = { kind: 'mixed', spans: seconds * 12_000, seed: 5 } as const
      const order = { target: host.http, recipe, maxMs: seconds * 1_000, requestsPerSecond: undefined }
      const sender = await createSender(order)
      const { samples, sent } = await sampleWhile(host.pid, sender.send)
      await untilQuiet(host.storePath, MAX_QUIET_MS)
      expectEqual('stored spans', countStoredSpans(host.storePath), sent.spans)
      const idle = await measureIdle(host.pid, idleSeconds)
      return [...loadRows(samples, started.residentMb, sent.spans), ...idle]
    })
  },
}

async function sampleWhile<Value>(pid: number, work: () => Promise<Value>) {
  const samples: Sample[] = []
  const timer = setInterval(() => {
    samples.push({ x: performance.now() / 60_000, y: usageOf(pid)?.residentMb ?? Number.NaN })
  }, SAMPLE_EVERY_MS)
  try {
    return { sent: await work(), samples }
  } finally {
    clearInterval(timer)
  }
}

function loadRows(samples: readonly Sample[], atStartMb: number, spans: number): Row[] {
  const secondHalf = samples.slice(Math.floor(samples.length / 2))
  return [
    { scenario: 'memory', figure: 'at start', value: atStartMb, unit: 'MB' },
    {
      scenario: 'memory',
      figure: 'peak under load',
      value: Math.max(...samples.map(sample => sample.y)),
      unit: 'MB',
      also: `${spans} spans`,
      bar: atMost(MAX_PEAK_MB),
    },
    {
      scenario: 'memory',
      figure: 'growth, second half',
      value: slope(secondHalf),
      unit: 'MB/min',
      bar: atMost(MAX_SLOPE_MB_PER_MINUTE),
    },
  ]
}

/** The one place that waits for time to pass: doing nothing has no end to wait for. */
async function measureIdle(pid: number, seconds: number): Promise<Row[]> {
  const before = usageOf(pid)
  await new Promise(resolve => setTimeout(resolve, seconds * 1_000))
  const after = usageOf(pid)
  if (before === undefined || after === undefined) return []
  return [
    {
      scenario: 'memory',
      figure: 'idle, processor',
      value: ((after.cpuSeconds - before.cpuSeconds) / seconds) * 100,
      unit: '%',
      bar: atMost(0.5),
    },
    {
      scenario: 'memory',
      figure: 'idle, wake-ups',
      value: (after.wakeUps - before.wakeUps) / seconds,
      unit: '/s',
      bar: atMost(5),
    },
    { scenario: 'memory', figure: 'idle, resident', value: after.residentMb, unit: 'MB' },
  ]
}
