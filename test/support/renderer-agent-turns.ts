/** The tools the agent of the fake run uses, one a turn: name, arguments, result. */
export const TURNS: readonly (readonly [tool: string, input: string, result: string])[] = [
  [
    'read_file',
    '{"path":"package.json"}',
    '{"name":"acme","scripts":{"build":"vite build","test":"vitest run"},"type":"module"}',
  ],
  [
    'bash',
    '{"command":"npm test -- --run build","timeout":120}',
    'FAIL  test/build.test.ts > plan\n  Expected 3 steps, received 0\n\n Tests  1 failed | 41 passed',
  ],
  ['edit_file', '{"path":"src/build/plan.ts","old":"steps: []","new":"steps: order(graph)"}', 'ok'],
  ['bash', '{"command":"npm test"}', ' Tests  42 passed (42)\n Duration  3.1s'],
  ['grep', '{"pattern":"plan\\\\(","path":"src"}', 'src/main.ts:14: const steps = plan(graph)'],
]
