import type { ParamsOf } from '#contract/operations.ts'
import { call } from '../api/call.ts'
import { rememberModel } from '../state/recent-models.ts'
import { watchReplay } from '../state/replaying.ts'
import { showToast } from '../state/toasts.ts'
import { describeFailure } from './describe-failure.ts'

/** Starts the replay and shows how far it is. */
export async function startReplay(params: ParamsOf<'replay.start'>): Promise<void> {
  try {
    const { replayId } = await call('replay.start', params)
    if (params.model !== undefined) rememberModel({ provider: params.provider ?? '', model: params.model })
    watchReplay(replayId)
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}

type Control = 'replay.approve' | 'replay.pause' | 'replay.resume' | 'replay.stop'

export async function controlReplay(control: Control, replayId: string): Promise<void> {
  try {
    await call(control, { replayId })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}

/** True when it is kept. */
export async function keepKey(provider: string, key: string): Promise<boolean> {
  try {
    const { about, origin } = await call('keys.set', { provider, key })
    showToast({ tone: 'good', text: `The key of ${provider} is kept. It goes to ${origin} only. ${about}` })
    return true
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
    return false
  }
}

export async function forgetKey(provider: string): Promise<void> {
  try {
    await call('keys.remove', { provider })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
