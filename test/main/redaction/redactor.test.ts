import { expect, test } from 'vitest'
import { OFFERED_RULES, type RedactionRule } from '../../../src-main/contract/redaction.ts'
import { createRedactor } from '../../../src-main/redaction/create-redactor.ts'

const KEY = Buffer.from('the key of a store')
const OPENAI = `sk-proj-${'a1B2'.repeat(10)}`
const ANTHROPIC = `sk-ant-api03-${'x9Y_'.repeat(12)}`

function aRedactor(rules: readonly RedactionRule[] = OFFERED_RULES, key = KEY) {
  const found: string[] = []
  const enabled = rules.map(rule => ({ ...rule, enabled: true }))
  const redactor = createRedactor(enabled, key, finding => found.push(finding.rule))
  return { ...redactor, found }
}

test.each([
  ['openai-key', `key=${OPENAI};`],
  ['anthropic-key', ANTHROPIC],
  ['aws-key', 'AKIAIOSFODNN7EXAMPLE'],
  ['aws-key', 'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['github-token', `ghp_${'a1'.repeat(18)}`],
  ['github-token', `github_pat_${'11ABC'.repeat(6)}`],
  ['google-key', `AIza${'Sy-_9'.repeat(7)}`],
  ['slack-token', 'xoxb-123456789012-1234567890123-AbCdEf'],
  ['bearer-token', 'Authorization: Bearer dGhpcyBpcyBhIHRva2Vu'],
  ['bearer-token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlLW9m'],
  ['private-key', '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'],
  ['private-key', '-----BEGIN PRIVATE KEY-----\ncut off here'],
  ['email', 'jane.doe+x@mail.example.co.uk'],
  ['credit-card', '4111 1111 1111 1111'],
  ['credit-card', '378282246310005'],
  ['phone', '+1 (415) 555-2671'],
])('%s is found in %s', (rule, text) => {
  const redactor = aRedactor()

  expect(redactor.text(`before ${text} after`)).toMatch(
    new RegExp(`^before .*\\[redacted:${rule}:[0-9a-f]{6}\\]`),
  )
  expect(redactor.found).toEqual([rule])
})

test.each([
  'The task-force met at 10:30 on 2026-11-21 about ticket sk-12.',
  'card 4111 1111 1111 1112, order 1234567890123456, started 1760000000000000000',
  '550e8400-e29b-41d4-a716-446655440000 and 0af7651916cd43dd8448eb211c80319c',
  'foo(1234) + bar(567) @decorator, the bearer of this letter',
  'version 1.2.3.4, 12-34-5678, 99.95 %',
])('nothing is found in: %s', text => {
  expect(aRedactor().text(text)).toBe(text)
})

test('equal secrets have equal replacements in one store, and other ones in another', () => {
  const here = aRedactor()
  const there = aRedactor(OFFERED_RULES, Buffer.from('another key'))

  expect(here.text(OPENAI)).toBe(here.text(OPENAI))
  expect(here.text(OPENAI)).not.toBe(here.text(`${OPENAI}2`))
  expect(here.text(OPENAI)).not.toBe(there.text(OPENAI))
})

test('a replacement is written as its rule says', () => {
  const rule: RedactionRule = {
    kind: 'pattern',
    name: 'ticket',
    pattern: 'ACME-\\d+',
    ignoreCase: true,
    replacement: '<{name}>',
    enabled: true,
  }

  expect(aRedactor([rule]).text('see acme-77 and ACME-8')).toBe('see <ticket> and <ticket>')
})

test('JSON stays JSON, and what is not touched keeps its spelling', () => {
  const text = `{ "a": 1.50, "card" : 4111111111111111, "list":["${OPENAI}", {"deep": "a \\"${ANTHROPIC}\\" b"}],\n"n":9007199254740993 }`

  const redacted = aRedactor().text(text)

  expect(redacted).not.toContain(OPENAI)
  expect(redacted).not.toContain(ANTHROPIC)
  expect(redacted).toContain('{ "a": 1.50, "card" : "[redacted:credit-card:')
  expect(redacted).toContain('],\n"n":9007199254740993 }')
  expect(JSON.parse(redacted).list[1].deep).toMatch(/^a "\[redacted:anthropic-key:\w+\]" b$/)
})

test('JSON within JSON is looked into, and so is a secret that escapes hide', () => {
  const inner = JSON.stringify({ command: `export KEY=${OPENAI}` })
  const hidden = OPENAI.replace('-', '\\u002d')
  const text = JSON.stringify({ arguments: inner }).replace('}', `,"hidden":"${hidden}"}`)

  const redacted = JSON.parse(aRedactor().text(`{"outer":${JSON.stringify(inner)},"hidden":"${hidden}"}`))

  expect(text).toContain(hidden)
  expect(JSON.parse(redacted.outer).command).toMatch(/^export KEY=\[redacted:openai-key:\w+\]$/)
  expect(redacted.hidden).toMatch(/^\[redacted:openai-key:\w+\]$/)
})

test('whatever stands under a secret name is taken as a whole', () => {
  const redactor = aRedactor()
  const text = JSON.stringify({
    password: 'hunter2',
    apiKey: { id: 1, parts: ['}', '"'] },
    Authorization: 12345,
    token: 'kept',
    secret: null,
  })

  expect(JSON.parse(redactor.text(text))).toEqual({
    password: expect.stringContaining('[redacted:secret-fields:'),
    apiKey: expect.stringContaining('[redacted:secret-fields:'),
    Authorization: expect.stringContaining('[redacted:secret-fields:'),
    token: 'kept',
    secret: null,
  })
  expect(redactor.member('http.request.header.set_cookie', () => 'a=b')).toContain('secret-fields')
  expect(redactor.member('http.request.method', () => 'GET')).toBeUndefined()
})

test.each([
  `{"cut": "the rest of ${OPENAI}`,
  `[INFO] started with ${OPENAI}`,
  `{'python': '${OPENAI}'}`,
  `{"a":1} and then ${OPENAI}`,
  `[${OPENAI}]`,
  `{"${OPENAI}": 1}`,
])('what only looks like JSON is read as the text it is: %s', text => {
  expect(aRedactor().text(text)).not.toContain(OPENAI)
})

test('a text that a rule cannot be looked through for in bounded time is taken out as a whole', () => {
  const rule: RedactionRule = {
    kind: 'pattern',
    name: 'slow',
    pattern: '(?:a?){300}a{300}b',
    ignoreCase: false,
    replacement: '[{name}]',
    enabled: true,
  }

  expect(aRedactor([rule]).text('a'.repeat(200_000))).toBe('[slow]')
})

test('rules that are off find nothing', () => {
  const redactor = createRedactor(OFFERED_RULES, KEY, () => {})

  expect(redactor.text(OPENAI)).toBe(OPENAI)
  expect(redactor.member('password', () => 'x')).toBeUndefined()
})
