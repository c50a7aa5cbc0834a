import { useKeys } from '../../keys/use-keys.ts'
import { chooseReplay } from '../../state/replaying.ts'

/** Keys that replay the run of a view, and the call it has selected. */
export function useReplayKeys(view: string, runId: string, callId: string | undefined): void {
  useKeys(view, [
    {
      keys: ['r'],
      label: 'Replay with model…',
      hint: { keys: ['r'], label: 'Replay' },
      run: () => chooseReplay(runId),
    },
    ...(callId === undefined
      ? []
      : [{ keys: ['R'], label: 'Replay this call with model…', run: () => chooseReplay(runId, callId) }]),
  ])
}
