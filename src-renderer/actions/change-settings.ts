import type { SettingsChange } from '#contract/settings.ts'
import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** True when they are changed. */
export async function changeSettings(change: SettingsChange): Promise<boolean> {
  try {
    await call('settings.set', change)
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}
