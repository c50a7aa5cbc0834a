/** Something a filter can ask for by name. */
export type Field = {
  readonly name: string
  /** For the list that opens while typing. */
  readonly summary: string
} & (
  | { readonly kind: 'text' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  /** Numbers in the unit in which they are compared. */
  | { readonly kind: 'count' }
  | { readonly kind: 'dollars' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'time' }
)
export type FieldKind = Field['kind']

export const runFields: readonly Field[] = [
  {
    name: 'status',
    kind: 'choice',
    choices: ['running', 'ok', 'error', 'cancelled'],
    summary: 'How the run went',
  },
  {
    name: 'is',
    kind: 'choice',
    choices: ['starred', 'noted', 'nested', 'live'],
    summary: 'Starred, noted, started by another run, still sending',
  },
  { name: 'name', kind: 'text', summary: 'Name of the run' },
  { name: 'model', kind: 'text', summary: 'A model it called' },
  { name: 'agent', kind: 'text', summary: 'Name of its agent' },
  { name: 'service', kind: 'text', summary: 'Service that sent it' },
  { name: 'tag', kind: 'text', summary: 'A tag, yours or recorded' },
  { name: 'session', kind: 'text', summary: 'Session it belongs to' },
  { name: 'user', kind: 'text', summary: 'User it was for' },
  { name: 'id', kind: 'text', summary: 'Part of its id' },
  { name: 'started', kind: 'time', summary: 'When it began: 2h, 7d, 2026-11-20' },
  { name: 'duration', kind: 'duration', summary: 'How long it took: 500ms, 10s, 5m' },
  { name: 'cost', kind: 'dollars', summary: 'Dollars, or "unknown"' },
  { name: 'tokens', kind: 'count', summary: 'Tokens in and out: 10k, 1.5M' },
  { name: 'in', kind: 'count', summary: 'Tokens in' },
  { name: 'out', kind: 'count', summary: 'Tokens out' },
  { name: 'cached', kind: 'count', summary: 'Tokens read from a cache' },
  { name: 'calls', kind: 'count', summary: 'Model calls' },
  { name: 'tools', kind: 'count', summary: 'Tool calls' },
  { name: 'errors', kind: 'count', summary: 'Failed spans' },
  { name: 'spans', kind: 'count', summary: 'Spans' },
]

export const spanFields: readonly Field[] = [
  {
    name: 'kind',
    kind: 'choice',
    choices: [
      'agent',
      'node',
      'llm',
      'tool',
      'retrieval',
      'embedding',
      'decision',
      'edge',
      'guardrail',
      'custom',
    ],
    summary: 'What the span is',
  },
  {
    name: 'status',
    kind: 'choice',
    choices: ['running', 'ok', 'error', 'cancelled'],
    summary: 'How it went',
  },
  { name: 'name', kind: 'text', summary: 'Name of the span' },
  { name: 'model', kind: 'text', summary: 'Model it called' },
  { name: 'tool', kind: 'text', summary: 'Tool it called' },
  { name: 'agent', kind: 'text', summary: 'Agent it belongs to' },
  { name: 'error', kind: 'text', summary: 'Part of its error message' },
  { name: 'id', kind: 'text', summary: 'Part of its id' },
  { name: 'started', kind: 'duration', summary: 'After the start of the run: 10s' },
  { name: 'duration', kind: 'duration', summary: 'How long it took: 500ms, 10s' },
  { name: 'cost', kind: 'dollars', summary: 'Dollars, or "unknown"' },
  { name: 'tokens', kind: 'count', summary: 'Tokens in and out' },
  { name: 'in', kind: 'count', summary: 'Tokens in' },
  { name: 'out', kind: 'count', summary: 'Tokens out' },
]
