import type { OperationName, ResultOf } from '#contract/operations.ts'
import { callText } from './call-text.ts'
import { runLine } from './run-line.ts'
import { runText } from './run-text.ts'
import { searchText } from './search-text.ts'

/** Results that read better as prose than as JSON. */
export const texts: { readonly [Name in OperationName]?: (result: ResultOf<Name>) => string } = {
  'runs.list': ({ runs }) => (runs.length === 0 ? 'No runs.' : runs.map(runLine).join('\n')),
  'runs.get': runText,
  'calls.get': callText,
  search: searchText,
}
