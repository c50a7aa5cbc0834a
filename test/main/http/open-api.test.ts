import { expect, test } from 'vitest'
import { operationNames, operations } from '../../../src-main/contract/operations.ts'
import { createApi } from '../../../src-main/http/create-api.ts'
import { apiOptions, headersWith } from './an-api.ts'

interface Described {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: readonly { name: string; in: string; required: boolean }[]
  readonly requestBody?: object
  readonly responses: Readonly<Record<string, object>>
}
interface Page {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const options = apiOptions()
const response = await createApi(options).request('/api/v1/openapi.json', {
  headers: headersWith(options.token),
})
const page = (await response.json()) as Page
const described = Object.entries(page.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

test('every operation of the table is described once, where it is served', () => {
  const served = described.map(({ path, method, operation }) => [
    operation.operationId,
    `${method.toUpperCase()} ${path}`,
  ])

  expect(page.openapi).toBe('3.1.1')
  expect(new Set(served.map(([id]) => id)).size).toBe(served.length)
  for (const name of operationNames) {
    expect(served.filter(([id]) => id === name)).toEqual([[name, operations[name].http]])
  }
})

test('every path parameter is declared as required and nothing else claims to be in the path', () => {
  for (const { path, operation } of described) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const declared = operation.parameters?.filter(parameter => parameter.in === 'path') ?? []

    expect(declared.map(parameter => parameter.name)).toEqual(inPath)
    expect(declared.every(parameter => parameter.required)).toBe(true)
  }
})

test('query parameters are required exactly where the table asks for them', () => {
  const search = page.paths['/search']?.get?.parameters
  const required = search?.filter(parameter => parameter.required).map(parameter => parameter.name)

  expect(search?.map(parameter => parameter.name)).toEqual(['text', 'limit', 'cursor'])
  expect(required).toEqual(['text'])
})

test('every reference leads to a schema of the page', () => {
  const references = [...JSON.stringify(page).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, reference]) => reference,
  )

  expect(references.length).toBeGreaterThan(20)
  for (const reference of references) {
    expect(Object.keys(page.components.schemas)).toContain(reference?.replace('#/components/schemas/', ''))
  }
})

test('each description has a sentence, a result and the problems', () => {
  for (const { operation } of described) {
    expect(operation.summary).toMatch(/\.$/)
    expect(Object.keys(operation.responses)).toEqual(['200', 'default'])
  }
})
