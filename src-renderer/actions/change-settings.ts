import type { SettingsChange } from '#contract/settings.ts'
import { call } from '../api/call.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

export async function changeSettings(change: SettingsChange): Promise<void> {
  try {
    await call('settings.set', change)
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
