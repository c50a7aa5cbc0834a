import type { Operation } from '#contract/operations/operation.ts'
import { operations } from '#contract/operations.ts'

export const apiRoot = '/api/v1'

export interface Route {
  readonly method: string
  /** With `{names}` in braces, as the operations table writes it. */
  readonly template: string
  readonly pathParams: readonly string[]
  /** Whether what is not in the path travels as a JSON body instead of a query. */
  readonly hasBody: boolean
}

export interface FilledRoute {
  readonly method: string
  readonly path: string
  readonly body: string | undefined
}

/** Where an operation is served. */
export function routeOf(operation: Operation): Route {
  const [method = '', template = ''] = operation.http.split(' ')
  const pathParams = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  return {
    method,
    template: apiRoot + template,
    pathParams,
    hasBody: method === 'POST' || method === 'PATCH',
  }
}

/** The request that carries these params. */
export function fillRoute(name: keyof typeof operations, params: object): FilledRoute {
  const { method, template, pathParams, hasBody } = routeOf(operations[name])
  const given = new Map(Object.entries(params).filter(([, value]) => value !== undefined))
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(given.get(key))))
  const rest = [...given].filter(([key]) => !pathParams.includes(key))
  if (hasBody) return { method, path, body: JSON.stringify(Object.fromEntries(rest)) }
  const query = new URLSearchParams(rest.map(([key, value]): [string, string] => [key, String(value)]))
  return { method, path: query.size === 0 ? path : `${path}?${query}`, body: undefined }
}
