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
      const json = await callWith(caller, name, { ...given, ...pathParamsOf(context) })
      return context.body(json, 200, { 'content-type': 'application/json' })
    })
  }
}

function pathParamsOf(context: Context): Record<string, string> {
  return context.req.param()
}

/** Answers may be of many megabytes, and this thread also receives: what is JSON already is not made again. */
async function callWith(
  caller: Caller,
  name: (typeof operationNames)[number],
  params: object,
): Promise<string> {
  // A caller parses what it is given, so anything may be passed as params.
  const given = params as never
  return caller.callJson?.(name, given) ?? JSON.stringify(await caller.call(name, given))
}
