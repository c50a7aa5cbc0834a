import type { ReceiverName } from '#contract/status.ts'
import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

export async function moveReceiver(receiver: ReceiverName, port: number): Promise<void> {
  try {
    await call('receivers.move', { receiver, port })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
