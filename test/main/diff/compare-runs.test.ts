import { describe, expect, test } from 'vitest'
import { defaultIgnoreRules } from '#contract/ignore-rules.ts'
import { compareRuns } from '../../../src-main/diff/compare-runs.ts'
import { A, B, record, type Script, type ToolUse, type Turn, textOf } from '../../support/a-recording.ts'

const list: ToolUse = { tool: 'list_files', arguments: { path: 'src' }, result: 'main.ts\nhelp.ts' }
const read: ToolUse = { tool: 'read_file', arguments: { path: 'src/main.ts' }, result: 'export {}' }
const bash: ToolUse = { tool: 'bash', arguments: { command: 'cat src/main.ts' }, result: 'export {}' }
const turns: readonly Turn[] = [{ calls: [list] }, { calls: [read] }, { says: 'It is empty.' }]

function compare(left: Partial<Script>, right: Partial<Script>, rules = defaultIgnoreRules) {
  const a = record({ runId: A, turns, ...left })
  const b = record({ runId: B, turns, ...right })
  return compareRuns(a, b, textOf, rules)
}

describe('the verdict names', () => {
  test('that nothing differs', () => {
    const diff = compare({}, {})
    expect(diff).toMatchObject({ isSame: true, similarity: 1, first: null, parting: null })
    expect(diff.verdict).toBe('Identical: all 5 steps are the same.')
  })

  test('a model that chose another tool for the same input', () => {
    const diff = compare({}, { turns: [{ calls: [list] }, { calls: [bash] }, { says: 'It is empty.' }] })
    expect(diff.first?.cause).toBe('same-input-other-sample')
    expect(diff.verdict).toBe(
      'Identical for 2 steps. At step 3 the model chose `bash` instead of `read_file`; its input was the same: another sample.',
    )
  })

  test('a tool that gave another result, and where that led the model elsewhere', () => {
    const other = { ...list, result: 'main.ts' }
    const diff = compare({}, { turns: [{ calls: [other] }, { calls: [bash] }, { says: 'It is empty.' }] })
    expect(diff.first).toMatchObject({ cause: 'tool-result-changed', left: 1, right: 1 })
    expect(diff.parting).toMatchObject({ cause: 'tool-result-changed', left: 2, right: 2 })
    expect(diff.parting?.blocks).toMatchObject([{ change: 'changed', sourceStep: 1, kind: 'tool-result' }])
    expect(diff.verdict).toBe(
      'Identical for 1 step. At step 2 `list_files` gave another result for the same arguments. ' +
        'At step 3 the model chose `bash` instead of `read_file`; the prompt differed in 1 block: result of `list_files` (step 2).',
    )
  })

  test('a system prompt that was changed', () => {
    const diff = compare({}, { system: 'You look after files. Be brief.' })
    expect(diff.first).toMatchObject({ cause: 'prompt-changed', left: 0 })
    expect(diff.verdict).toBe(
      'At step 1 the model gave the same answer; the prompt differed in 1 block: system prompt.',
    )
  })

  test('a question that was changed', () => {
    const diff = compare({}, { question: 'What is in the main file?', turns: [{ says: 'Nothing.' }] })
    expect(diff.first?.cause).toBe('prompt-changed')
    expect(diff.verdict).toBe(
      'At step 1 the model answered instead of calling `list_files`; the prompt differed in 1 block: user message 1.',
    )
  })

  test('another model, and another temperature', () => {
    expect(compare({}, { model: 'claude-4' }).first).toMatchObject({
      cause: 'model-or-parameter-changed',
      sentence: 'the model gave the same answer; the model was claude-4 instead of gpt-5',
    })
    expect(compare({ temperature: 0 }, { temperature: 1 }).first).toMatchObject({
      cause: 'model-or-parameter-changed',
      parameters: [{ name: 'temperature', left: '0', right: '1' }],
    })
  })

  test('arguments that differ, by their keys', () => {
    const other = { ...read, arguments: { path: 'src/help.ts' } }
    const diff = compare({}, { turns: [{ calls: [list] }, { calls: [other] }, { says: 'It is empty.' }] })
    expect(diff.first?.sentence).toContain('called `read_file` with other arguments (`path`)')
  })

  test('a tool that failed in one run only', () => {
    const failed = { ...list, error: 'no such folder' }
    const diff = compare({}, { turns: [{ calls: [failed] }, { calls: [read] }, { says: 'It is empty.' }] })
    expect(diff.verdict).toContain('At step 2 `list_files` failed in B only: no such folder.')
  })

  test('steps that only changed places', () => {
    const diff = compare(
      { turns: [{ calls: [list, read] }, { says: 'It is empty.' }] },
      { turns: [{ calls: [list, read] }, { says: 'It is empty.' }] },
    )
    expect(diff.isSame).toBe(true)
    const left = record({ runId: A, turns: [{ calls: [list, read] }, { says: 'It is empty.' }] })
    const [first, one, other, last] = left.steps
    if (!first || !one || !other || !last) throw new Error('four steps expected')
    const right = { run: { ...left.run, runId: B }, steps: [first, other, one, last] }
    const swapped = compareRuns(left, right, textOf, defaultIgnoreRules)
    expect(swapped.first?.cause).toBe('order-only')
    expect(swapped.counts).toMatchObject({ moved: 1, added: 0, removed: 0 })
    expect(swapped.similarity).toBe(1)
  })

  test('a run that ends sooner', () => {
    const left = record({ runId: A, turns })
    const right = record({ runId: B, turns })
    const cut = compareRuns(left, { ...right, steps: right.steps.slice(0, 4) }, textOf, defaultIgnoreRules)
    expect(cut.first?.cause).toBe('ended')
    expect(cut.verdict).toBe(
      'Identical for 4 steps. At step 5 B ends here, and A goes on for 1 more step, first a model call.',
    )
  })

  test('a loop that ran more often', () => {
    const page = (number: number): Turn => ({
      calls: [{ tool: 'fetch', arguments: { page: number }, result: `page ${number}` }],
    })
    const pages = (count: number) => Array.from({ length: count }, (_, index) => page(index))
    const diff = compare(
      { turns: [...pages(7), { says: 'done' }] },
      { turns: [...pages(9), { says: 'done' }] },
    )
    expect(diff.loops).toMatchObject([{ label: 'model → `fetch`', leftTimes: 7, rightTimes: 9 }])
    expect(diff.counts.added).toBe(4)
    expect(`${diff.first?.sentence} ${diff.parting?.sentence}`).toMatch(
      /ran 9 times instead of 7|called `fetch` instead of answering/,
    )
  })

  test('that it cannot know why where prompts were not captured', () => {
    const diff = compare({ isBlind: true }, { isBlind: true, model: 'claude-4' })
    expect(diff.first?.cause).toBe('not-captured')
    expect(diff.withoutContent).toBe(6)
  })
})

describe('what says nothing is ignored', () => {
  const at = (time: string, id: string): readonly Turn[] => [
    {
      calls: [
        {
          ...list,
          result: `listed at ${time} by ${id} in /tmp/run-${id}/x on localhost:${time.slice(-2)}123`,
        },
      ],
    },
    { says: 'done' },
  ]
  const left = at('2026-11-20T10:00:01', '0f8fad5b-d9cb-469f-a165-70867728950e')
  const right = at('2026-11-21T11:30:59', '7c9e6679-7425-40de-944b-e07fc1f90ae7')

  test('and counted by rule', () => {
    const diff = compare({ turns: left }, { turns: right })
    expect(diff.isSame).toBe(true)
    expect(diff.verdict).toContain('all 3 steps are the same, but for')
    expect(diff.ignored.map(({ rule }) => rule).toSorted()).toEqual([
      'port',
      'temp-path',
      'timestamp',
      'uuid',
    ])
  })

  test('unless the rule is off', () => {
    const rules = defaultIgnoreRules.map(rule => ({ ...rule, isOn: rule.name !== 'timestamp' }))
    const diff = compare({ turns: left }, { turns: right }, rules)
    expect(diff.first?.cause).toBe('tool-result-changed')
  })
})

test('totals tell both sides and the difference, with what is known of them', () => {
  const diff = compare({}, { turns: turns.slice(0, 2), model: 'claude-4' })
  expect(diff.totals.calls).toMatchObject({ delta: { confidence: 'exact', value: -1 } })
  expect(diff.totals.cost.delta).toEqual({ confidence: 'exact', value: -5 })
  expect(diff.byModel.map(({ model, calls }) => [model, calls.left.sum, calls.right.sum])).toEqual([
    ['gpt-5', { confidence: 'exact', value: 3 }, { confidence: 'exact', value: 0 }],
    ['claude-4', { confidence: 'exact', value: 0 }, { confidence: 'exact', value: 2 }],
  ])
})

describe('for any two runs', () => {
  const random = createRandom(7)
  const randomTurns = (): Turn[] =>
    Array.from({ length: 1 + random(12) }, (): Turn => {
      if (random(4) === 0) return { says: `answer ${random(3)}` }
      const use = { tool: `tool${random(3)}`, arguments: { n: random(3) }, result: `result ${random(3)}` }
      return { calls: random(5) === 0 ? [use, { ...use, tool: 'other' }] : [use] }
    })
  const scripts = Array.from({ length: 60 }, () => [randomTurns(), randomTurns()] as const)

  test('a run does not differ from itself', () => {
    for (const [script] of scripts) expect(compare({ turns: script }, { turns: script }).isSame).toBe(true)
  })

  test('the rows hold each step of both runs once, in order', () => {
    for (const [left, right] of scripts) {
      const { rows, leftSteps, rightSteps } = compare({ turns: left }, { turns: right })
      expect(rows.flatMap(row => row.left ?? [])).toEqual([...leftSteps.keys()])
      expect(rows.flatMap(row => row.right ?? [])).toEqual([...rightSteps.keys()])
    }
  })

  test('swapping the sides mirrors the answer', () => {
    for (const [left, right] of scripts) {
      const a = record({ runId: A, turns: left })
      const b = record({ runId: B, turns: right })
      const there = compareRuns(a, b, textOf, defaultIgnoreRules)
      const back = compareRuns(b, a, textOf, defaultIgnoreRules)
      expect(pairsOf(back.rows.map(row => [row.right, row.left]))).toEqual(
        pairsOf(there.rows.map(row => [row.left, row.right])),
      )
      expect(back.similarity).toBe(there.similarity)
      expect(back.counts).toEqual({
        ...there.counts,
        added: there.counts.removed,
        removed: there.counts.added,
      })
    }
  })

  function pairsOf(pairs: (number | null)[][]): string[] {
    return pairs.filter(([left, right]) => left !== null && right !== null).map(String)
  }
})

/** A generator that gives the same numbers in every run of the tests. */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
