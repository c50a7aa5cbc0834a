import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** True when it is watched from now on. */
export async function watchFolder(path: string): Promise<boolean> {
  try {
    await call('watches.add', { path })
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}

export async function unwatchFolder(path: string): Promise<void> {
  try {
    await call('watches.remove', { path })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
