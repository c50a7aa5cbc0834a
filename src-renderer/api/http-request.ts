import { type OperationName, operations } from '#contract/operations.ts'

export interface HttpRequest {
  readonly method: string
  /** With the query, from the root of the API. */
  readonly path: string
  readonly body: string | undefined
}

/** An operation as its `http` template says: named parts in the path, the rest as query or JSON body. */
export function toHttpRequest(name: OperationName, params: object): HttpRequest {
  const [method = 'GET', template = '/'] = operations[name].http.split(' ')
  const rest = new Map<string, unknown>(Object.entries(params).filter(([, value]) => value !== undefined))
  const path = template.replace(/\{(\w+)\}/g, (_, key: string) => {
    const value = String(rest.get(key))
    rest.delete(key)
    return encodeURIComponent(value)
  })
  if (method === 'POST' || method === 'PATCH') {
    return { method, path, body: JSON.stringify(Object.fromEntries(rest)) }
  }
  const query = new URLSearchParams([...rest].map(([key, value]) => [key, String(value)]))
  return { method, path: query.size === 0 ? path : `${path}?${query}`, body: undefined }
}
