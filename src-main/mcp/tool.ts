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

/** Where a name of its own says more to an agent than the operation's. */
const names: Partial<Record<OperationName, string>> = { 'diff.divergence': 'first_divergence' }

/** Every operation an agent may call, as the tool that calls it. */
export function toolsFor(allowWrites: boolean): Tool[] {
  return operationNames.filter(name => allowWrites || !operations[name].writes).map(toTool)
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

function paramsFor(name: OperationName): z.ZodObject {
  const { params }: Operation = operations[name]
  const resized = Object.entries(sizes[name] ?? {}).map(([param, size]) => {
    const description = z.globalRegistry.get(params.shape[param] ?? z.unknown())?.description
    const schema = z.coerce.number().int().min(1).max(size.max).default(size.default)
    return [param, description === undefined ? schema : schema.describe(description)]
  })
  return params.extend(Object.fromEntries(resized))
}
