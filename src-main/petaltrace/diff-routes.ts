import { z } from 'zod'
import { ProblemError } from '#contract/problems.ts'
import { agentTraceDiff } from './agent-trace-diff.ts'
import { diffShape, runsOfDiff } from './diff.ts'
import { flag, runId } from './params.ts'
import { type AskableQuestion, question } from './table.ts'

const contents = { include_content: flag(false), include_inputs: flag(false) }

/** Comparisons that are read. AgentTrace asks under the same address as PetalTrace, with names of its own. */
export const diffRoutes: Readonly<Record<string, AskableQuestion>> = {
  '/diff/runs': question({
    params: z.object({
      base_run_id: runId.optional(),
      compare_run_id: runId.optional(),
      run_id_1: runId.optional(),
      run_id_2: runId.optional(),
      ...contents,
    }),
    async answer(caller, given) {
      const { base_run_id: base, compare_run_id: compare, run_id_1: first, run_id_2: second } = given
      if (base !== undefined && compare !== undefined) {
        return diffShape(caller, { base, compare, ...wishesIn(given) })
      }
      if (first !== undefined && second !== undefined) return agentTraceDiff(caller, first, second)
      const issue = 'base_run_id and compare_run_id name the runs, or run_id_1 and run_id_2'
      throw new ProblemError({ code: 'bad-request', issues: [issue] })
    },
  }),
  '/diff/{diffId}': question({
    params: z.object({ diffId: z.string(), ...contents }),
    async answer(caller, { diffId, ...given }) {
      const runs = runsOfDiff(diffId)
      if (runs !== undefined) return diffShape(caller, { ...runs, ...wishesIn(given) })
      const issue = 'the id of a comparison is the ids of its two runs, with a dash between'
      throw new ProblemError({ code: 'bad-request', issues: [issue] })
    },
  }),
}

/** Comparisons that are asked for with a body. Nothing is kept, so there is no cache to leave out. */
export const diffPosts: Readonly<Record<string, AskableQuestion>> = {
  '/diff': question({
    params: z.object({
      base_run_id: runId,
      compare_run_id: runId,
      no_cache: z.boolean().optional(),
      ...contents,
    }),
    answer: (caller, { base_run_id: base, compare_run_id: compare, ...given }) =>
      diffShape(caller, { base, compare, ...wishesIn(given) }),
  }),
}

interface Given {
  readonly include_content: boolean
  readonly include_inputs: boolean
}

function wishesIn({ include_content, include_inputs }: Given) {
  return { prompts: include_content, inputs: include_inputs }
}
