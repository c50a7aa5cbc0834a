import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { SenderMessage, SenderOrder, SenderReady, Sending } from './sender-messages.ts'

export interface Sender {
  readonly payload: SenderReady
  /** Sends what was made, once. */
  send(): Promise<Sending>
}

/** Makes the payload on a thread of its own; nothing of that is measured. */
export async function createSender(order: SenderOrder): Promise<Sender> {
  const worker = new Worker(new URL('sender-worker.ts', import.meta.url), { workerData: order })
  const payload = await nextMessage(worker)
  if (payload.kind !== 'ready') throw new Error('A sender begins when it is told')
  return {
    payload,
    async send() {
      const sent = nextMessage(worker)
      worker.postMessage('go')
      const message = await sent
      await worker.terminate()
      if (message.kind !== 'sent') throw new Error('A sender is ready once')
      return message
    },
  }
}

async function nextMessage(worker: Worker): Promise<SenderMessage> {
  // `once` rejects when the worker reports an error.
  const [message] = await once(worker, 'message')
  return message
}

/** Makes a payload and sends it. */
export async function sendAll(order: SenderOrder): Promise<Sending> {
  const sender = await createSender(order)
  return sender.send()
}
