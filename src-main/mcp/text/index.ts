import type { OperationName, ResultOf } from '#contract/operations.ts'
import { callText } from './call-text.ts'
import { diffText, divergenceText } from './diff-text.ts'
import { runLine } from './run-line.ts'
import { runText } from './run-text.ts'
import { searchText } from './search-text.ts'
import { sessionLine, sessionText } from './session-text.ts'

/** Results that read better as prose than as JSON. */
export const texts: { readonly [Name in OperationName]?: (result: ResultOf<Name>) => string } = {
  'runs.list': ({ runs }) => (runs.length === 0 ? 'No runs.' : runs.map(runLine).join('\n')),
  'runs.get': runText,
  'sessions.list': ({ sessions }) =>
    sessions.length === 0 ? 'No sessions.' : sessions.map(sessionLine).join('\n'),
  'sessions.get': sessionText,
  'calls.get': callText,
  diff: diffText,
  'diff.divergence': divergenceText,
  search: searchText,
}
