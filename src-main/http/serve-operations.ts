import type { Context, Hono } from 'hono'
import type { Caller } from '#contract/caller.ts'
import { operationNames, operations } from '#contract/operations.ts'
import { readBody } from './read-body.ts'
import { routeOf } from './route.ts'

/** Every operation under the method and path the table gives it. */
export function serveOperations(api: Hono, caller: Caller): void {
  for (const name of operationNames) {
    const { method, template, hasBody } = routeOf(operations[name])
    api.on(method, template.replace(/\{(\w+)\}/g, ':$1'), async context => {
      const given = hasBody ? await readBody(context) : context.req.query()
      return context.json(await callWith(caller, name, { ...given, ...pathParamsOf(context) }))
    })
  }
}

function pathParamsOf(context: Context): Record<string, string> {
  return context.req.param()
}

function callWith(caller: Caller, name: (typeof operationNames)[number], params: object): Promise<unknown> {
  // A caller parses what it is given, so anything may be passed as params.
  return caller.call(name, params as never)
}
