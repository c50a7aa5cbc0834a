import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Compares with the file, or writes it when UPDATE_GOLDEN=1 says that the new answer is the right one. */
export function expectGolden(path: string, actual: unknown): void {
  const text = `${JSON.stringify(actual, null, 2)}\n`
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text)
  expect(existsSync(path), `${path} is missing: run once with UPDATE_GOLDEN=1 and read what it wrote`).toBe(
    true,
  )
  expect(JSON.parse(text)).toEqual(JSON.parse(readFileSync(path, 'utf8')))
}

/** The same for a text, kept as it is. */
export function expectGoldenText(path: string, actual: string): void {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, actual)
  expect(existsSync(path), `${path} is missing: run once with UPDATE_GOLDEN=1 and read what it wrote`).toBe(
    true,
  )
  expect(actual).toBe(readFileSync(path, 'utf8'))
}
