import type { Divergence } from '#contract/diff.ts'
import type { Step } from './step.ts'

/** What two model calls were asked for besides their prompts, where it differs. The model is one of them. */
export function differingParameters(left: Step, right: Step): Divergence['parameters'] {
  const leftGiven = givenIn(left)
  const rightGiven = givenIn(right)
  const names = [...new Set(['model', ...Object.keys(leftGiven), ...Object.keys(rightGiven)])]
  return names
    .filter(name => leftGiven[name] !== rightGiven[name])
    .map(name => ({ name, left: leftGiven[name] ?? null, right: rightGiven[name] ?? null }))
}

function givenIn({ call, span }: Step): Readonly<Record<string, string>> {
  const model = call?.requestModel ?? span.model
  return { ...call?.parameters, ...(model === null ? {} : { model }) }
}
