import { z } from 'zod'
import type { Operation } from '#contract/operations/operation.ts'
import { type OperationName, operationNames, operations } from '#contract/operations.ts'

export interface Tool {
  readonly operation: OperationName
  readonly name: string
  readonly description: string
  readonly params: z.ZodObject
  readonly annotations: Readonly<
    Record<`${'readOnly' | 'destructive' | 'idempotent' | 'openWorld'}Hint`, boolean>
  >
}

/** What an agent can take in at once is less than what a window can show. */
const sizes: Partial<Record<OperationName, Readonly<Record<string, { default: number; max: number }>>>> = {
  'runs.list': { limit: { default: 20, max: 200 } },
  'runs.get': { limit: { default: 40, max: 500 } },
  'sessions.list': { limit: { default: 20, max: 200 } },
  'sessions.get': { limit: { default: 40, max: 500 } },
  'calls.get': { blockLimit: { default: 2000, max: 20_000 } },
  search: { limit: { default: 20, max: 100 } },
}

/** What an agent says in the filter, or has no use for. */
const unneeded: Partial<Record<OperationName, readonly string[]>> = {
  'runs.list': ['text', 'status', 'starred', 'tag', 'sessionId'],
  diff: ['rules'],
  'replay.plan': [
    'concurrency',
    'stepModes',
    'edits',
    'system',
    'temperature',
    'maxTokens',
    'budget',
    'from',
    'flow',
  ],
  'replay.start': ['concurrency', 'stepModes', 'ask'],
  'diff.divergence': ['rules'],
}

/** Where a name of its own says more to an agent than the operation's. */
const names: Partial<Record<OperationName, string>> = { 'diff.divergence': 'first_divergence' }

/** Of use only to an agent that may start what they tell of. */
const ofWriters: ReadonlySet<OperationName> = new Set(['replay.get'])

/** Every operation an agent may call, as the tool that calls it. */
export function toolsFor(allowWrites: boolean): Tool[] {
  return operationNames.filter(name => isOffered(name, allowWrites)).map(toTool)
}

function isOffered(name: OperationName, allowWrites: boolean): boolean {
  const { writes, isTool }: Operation = operations[name]
  return isTool !== false && (allowWrites || !(writes || ofWriters.has(name)))
}

function toTool(name: OperationName): Tool {
  const operation: Operation = operations[name]
  const [method] = operation.http.split(' ')
  return {
    operation: name,
    name: names[name] ?? name.replaceAll('.', '_'),
    description: operation.summary,
    params: paramsFor(name),
    annotations: {
      readOnlyHint: !operation.writes,
      destructiveHint: method === 'DELETE',
      idempotentHint: method !== 'POST',
      openWorldHint: false,
    },
  }
}

/** A pattern is long and an agent reads none; the engine judges the text all the same. */
function withoutPattern(schema: z.ZodType): z.ZodType {
  const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema
  if (!(inner instanceof z.ZodString || inner instanceof z.ZodUnion)) return schema
  const description = z.globalRegistry.get(schema)?.description
  const text = schema instanceof z.ZodOptional ? z.string().optional() : z.string()
  return description === undefined ? text : text.describe(description)
}

function paramsFor(name: OperationName): z.ZodObject {
  const { params }: Operation = operations[name]
  const resized = Object.entries(sizes[name] ?? {}).map(([param, size]) => {
    const description = z.globalRegistry.get(params.shape[param] ?? z.unknown())?.description
    const schema = z.coerce.number().int().min(1).max(size.max).default(size.default)
    return [param, description === undefined ? schema : schema.describe(description)]
  })
  const needed = Object.entries(params.shape)
    .filter(([param]) => unneeded[name]?.includes(param) !== true)
    .map(([param, schema]) => [param, withoutPattern(schema)])
  return z.object(Object.fromEntries([...needed, ...resized]))
}
