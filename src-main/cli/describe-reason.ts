import type { RunParent } from '#contract/run.ts'
import { printableLine } from '../base/printable-text.ts'

const REASONS: Readonly<Record<RunParent['reason'], string>> = {
  'tool-call': 'dispatched by tool call',
  'span-link': 'linked to',
  'parent-run': 'names as its parent',
  'parent-session': 'names as its parent the session of',
  replay: 'replays',
}

/** How it is known where a run was dispatched. */
export function describeReason({ reason, spanName, name }: RunParent): string {
  return `${REASONS[reason]} ${printableLine(spanName ?? name, 40)}`
}
