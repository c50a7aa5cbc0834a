import type { RunSummary } from '#contract/run.ts'
import { call } from '../api/call.ts'
import { toVisible } from '../format/visible-text.ts'
import { goTo } from '../state/location.ts'
import { showToast } from '../state/toasts.ts'
import { changeSettings } from './change-settings.ts'
import { describeFailure } from './describe-failure.ts'

type Named = Pick<RunSummary, 'runId' | 'name'>

/** Makes a run what runs of its name are compared with; once more, and it is no longer. */
export async function pinBaseline({ runId, name }: Named): Promise<void> {
  try {
    const { baselines } = await call('settings.get', {})
    const isPinned = baselines[name] === runId
    const { [name]: _, ...others } = baselines
    const isChanged = await changeSettings({ baselines: isPinned ? others : { ...others, [name]: runId } })
    if (!isChanged) return
    const runs = `runs named “${toVisible(name)}”`
    const text = isPinned ? `There is no baseline for ${runs} now` : `This run is the baseline for ${runs}`
    showToast({ tone: 'plain', text })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}

/** Opens the comparison of a run with the baseline of its name. */
export async function compareWithBaseline({ runId, name }: Named): Promise<void> {
  try {
    const { baselines } = await call('settings.get', {})
    const left = baselines[name]
    if (left !== undefined && left !== runId) return goTo({ view: 'compare', left, right: runId })
    const text =
      left === undefined
        ? `No run named “${toVisible(name)}” is pinned as the baseline yet. Open the one to compare with and press B.`
        : 'This run is the baseline itself. Open another one to compare with it.'
    showToast({ tone: 'plain', text })
  } catch (error) {
    showToast({ tone: 'bad', text: describeFailure(error) })
  }
}
