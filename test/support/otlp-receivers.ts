import { onTestFinished } from 'vitest'
import type {
  Accept,
  ExportOutcome,
  ExportRequest,
  Receiver,
  ReceiverOptions,
} from '../../src-main/otlp/accept.ts'

export const STORED: ExportOutcome = {
  status: 'stored',
  signal: 'traces',
  items: 1,
  rejected: 0,
  message: '',
}

export interface RunningReceiver {
  readonly port: number
  readonly receiver: Receiver
  /** What reached the engine. */
  readonly requests: readonly ExportRequest[]
  /** What was answered, also without asking the engine. */
  readonly answered: readonly ExportOutcome[]
}

/** A receiver on a free port that records what it hands on; closed when the test ends. */
export async function aReceiver(
  create: (options: ReceiverOptions) => Receiver,
  accept: Accept = async () => STORED,
  more: Partial<ReceiverOptions> = {},
): Promise<RunningReceiver> {
  const requests: ExportRequest[] = []
  const answered: ExportOutcome[] = []
  const receiver = create({
    accept: request => {
      requests.push(request)
      return accept(request)
    },
    onAnswered: outcome => answered.push(outcome),
    ...more,
  })
  const port = await receiver.listen(0)
  onTestFinished(() => receiver.close())
  return { port, receiver, requests, answered }
}

/** gzip of `sizeBytes` zeros, about a thousandth of it on the wire. */
export async function gzipBomb(sizeBytes: number): Promise<Buffer> {
  const { createGzip } = await import('node:zlib')
  const gzip = createGzip({ level: 9 })
  const zeros = Buffer.alloc(1024 * 1024)
  const feed = async () => {
    for (let at = 0; at < sizeBytes; at += zeros.length) {
      if (!gzip.write(zeros)) await new Promise(resolve => gzip.once('drain', resolve))
    }
    gzip.end()
  }
  const [chunks] = await Promise.all([gzip.toArray(), feed()])
  return Buffer.concat(chunks)
}
