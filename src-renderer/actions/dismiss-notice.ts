import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

export async function dismissNotice(noticeId: number): Promise<void> {
  try {
    await call('notices.dismiss', { noticeId })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
