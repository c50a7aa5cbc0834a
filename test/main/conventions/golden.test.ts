import { globSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import type { FullMeaning } from '../../../src-main/conventions/meaning.ts'
import { expectGolden } from '../../support/golden.ts'
import { readOtlpJson } from '../../support/read-otlp-json.ts'

const cases = globSync('test/fixtures/conventions/*/*.json').filter(path => !path.endsWith('.expected.json'))
const byConvention = Object.groupBy(cases, path => basename(dirname(path)))

describe.each(Object.entries(byConvention))('%s', (_convention, paths = []) => {
  test.each(paths.map(path => [basename(path, '.json'), path]))('%s means what it should', (_name, path) => {
    const spans = readOtlpJson(readFileSync(path, 'utf8'))

    const meanings = spans.map(span => ({ span: span.name, ...withSessionId(interpretSpan(span)) }))

    expectGolden(path.replace(/\.json$/, '.expected.json'), meanings)
  })
})

test('every convention has its cases', () => {
  for (const name of ['openinference', 'otel-gen-ai', 'otel-gen-ai-events']) {
    expect(byConvention[name]?.length ?? 0, name).toBeGreaterThanOrEqual(6)
  }
})

/** Where a session came from, who dispatched a run and its tags have tests of their own. */
function withSessionId({ session, dispatch: _dispatch, tags: _tags, ...meaning }: FullMeaning) {
  return { ...meaning, sessionId: session?.sessionId }
}
