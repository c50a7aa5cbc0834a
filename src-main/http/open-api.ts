import { z } from 'zod'
import { Block, Call } from '#contract/call.ts'
import { Figure, Total } from '#contract/figure.ts'
import type { Operation } from '#contract/operations/operation.ts'
import { operationNames, operations } from '#contract/operations.ts'
import { Run, RunSummary } from '#contract/run.ts'
import { SearchResult } from '#contract/search.ts'
import { Settings } from '#contract/settings.ts'
import { Attribute, NamedAttribute, SpanDetail, SpanSummary } from '#contract/span.ts'
import { EngineStatus, ReceiverStatus } from '#contract/status.ts'
import { doorPaths } from './open-api-door-paths.ts'
import { ProblemBody } from './problem-body.ts'
import { apiRoot, routeOf } from './route.ts'

const components = {
  Attribute,
  Block,
  Call,
  EngineStatus,
  Figure,
  NamedAttribute,
  Problem: ProblemBody,
  ReceiverStatus,
  Run,
  RunSummary,
  SearchResult,
  Settings,
  SpanDetail,
  SpanSummary,
  Total,
} satisfies Record<string, z.ZodType>

/** The OpenAPI 3.1 page, a projection of the operations table. */
export function describeApi(version: string): object {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id })
  for (const name of operationNames) {
    const { result } = operations[name]
    if (!registry.has(result)) registry.add(result, { id: resultId(name) })
  }
  const { schemas } = z.toJSONSchema(registry, { uri: schemaReference })
  return {
    openapi: '3.1.1',
    info: { title: 'Runback', version, description: 'Recorded runs of AI agents on this machine.' },
    servers: [{ url: apiRoot }],
    security: [{ token: [] }],
    paths: mergePaths([...operationNames.map(name => describeOperation(name, registry)), ...doorPaths]),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Printed by "runback token".' },
      },
      schemas: Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, withoutMeta(schema)])),
    },
  }
}

type Paths = Readonly<Record<string, object>>

function describeOperation(
  name: (typeof operationNames)[number],
  registry: z.core.$ZodRegistry<{ id: string }>,
): Paths {
  const operation: Operation = operations[name]
  const { method, hasBody, template } = routeOf(operation)
  const id = registry.get(operation.result)?.id ?? resultId(name)
  return {
    [template.slice(apiRoot.length)]: {
      [method.toLowerCase()]: {
        operationId: name,
        summary: operation.summary,
        parameters: parametersOf(operation),
        ...(hasBody ? { requestBody: bodyOf(operation) } : {}),
        responses: {
          200: { description: 'The result.', content: jsonOf({ $ref: schemaReference(id) }) },
          default: { description: 'A problem.', content: jsonOf({ $ref: schemaReference('Problem') }) },
        },
      },
    },
  }
}

function parametersOf(operation: Operation): object[] {
  const { pathParams, hasBody } = routeOf(operation)
  return Object.entries(operation.params.shape)
    .filter(([name]) => !hasBody || pathParams.includes(name))
    .map(([name, schema]) => ({
      name,
      in: pathParams.includes(name) ? 'path' : 'query',
      required: pathParams.includes(name) || !z.safeParse(schema, undefined).success,
      schema: withoutMeta(z.toJSONSchema(schema, { io: 'input' })),
    }))
}

function bodyOf(operation: Operation): object {
  const { pathParams } = routeOf(operation)
  const inBody = Object.entries(operation.params.shape).filter(([name]) => !pathParams.includes(name))
  const schema = z.toJSONSchema(z.object(Object.fromEntries(inBody)), { io: 'input' })
  return { required: true, content: jsonOf(withoutMeta(schema)) }
}

function mergePaths(all: readonly Paths[]): Paths {
  const merged: Record<string, object> = {}
  for (const paths of all) {
    for (const [path, methods] of Object.entries(paths)) merged[path] = { ...merged[path], ...methods }
  }
  return merged
}

function schemaReference(id: string): string {
  return `#/components/schemas/${id}`
}

function resultId(name: string): string {
  return `${name.replace(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase())}Result`
}

function jsonOf(schema: object): object {
  return { 'application/json': { schema } }
}

function withoutMeta({ $schema: _dialect, $id: _address, ...schema }: Record<string, unknown>): object {
  return schema
}
