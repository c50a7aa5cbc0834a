import { describe, expect, test } from 'vitest'
import { interpretSpan } from '../../../src-main/conventions/index.ts'
import { aSpan } from '../../support/a-span.ts'

describe('Claude Code', () => {
  const request = { 'span.type': 'llm_request', 'gen_ai.system': 'anthropic', model: 'claude-sonnet-4-5' }

  test('tells counts as text, with the cached ones beside the input', () => {
    const attributes = { ...request, input_tokens: '4', cache_read_tokens: '18211', output_tokens: '210' }
    const { call } = interpretSpan(aSpan({ name: 'claude_code.llm_request', attributes }))

    expect(call?.usage).toMatchObject({ inputTokens: 4, cacheReadTokens: 18211, inputIncludesCache: false })
  })

  test('is believed on its cache rule, its imitators are not', () => {
    const attributes = { ...request, input_tokens: 400, cache_read_tokens: 10 }

    expect(interpretSpan(aSpan({ name: 'pi.llm_request', attributes })).call?.usage).toMatchObject({
      inputIncludesCache: 'unsaid',
    })
  })

  test('asks a person in a span of its own, which is a decision', () => {
    const span = aSpan({ name: 'claude_code.tool.blocked_on_user', attributes: { decision: 'reject' } })

    expect(interpretSpan(span).kind).toBe('decision')
  })
})

describe('the Codex CLI', () => {
  const resource = { 'service.name': 'codex_cli_rs' }

  test('names a tool on the span of a call, which stays a call', () => {
    const attributes = { tool_name: 'shell', 'gen_ai.usage.input_tokens': 9120, model: 'gpt-5-codex' }

    expect(interpretSpan(aSpan({ resource, attributes }))).toMatchObject({
      kind: 'llm',
      tool: undefined,
      call: { requestModel: 'gpt-5-codex', usage: { inputTokens: 9120, inputIncludesCache: true } },
    })
  })

  test('traces functions of its program, which mean nothing', () => {
    const attributes = { 'code.filepath': 'core/src/codex.rs', busy_ns: 10 }

    expect(interpretSpan(aSpan({ resource, attributes }))).toMatchObject({ kind: 'custom', call: undefined })
  })
})

describe('Copilot', () => {
  const resource = { 'service.name': 'github-copilot' }
  const bash = { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'bash' }

  test('runs a tool well whose command fails, and the failure is told', () => {
    const failed = interpretSpan(aSpan({ resource, attributes: { ...bash, 'process.exit.code': 2 } }))
    const ran = interpretSpan(aSpan({ resource, attributes: { ...bash, 'process.exit.code': 0 } }))

    expect(failed.error).toBe('The command ended with exit code 2')
    expect(ran.error).toBeUndefined()
  })

  test('counts in credits, which are no dollars', () => {
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-5-mini',
      'github.copilot.cost': 1,
      'github.copilot.aiu': 2.5,
    }

    expect(interpretSpan(aSpan({ resource, attributes })).call?.reportedCostUsd).toBeUndefined()
  })
})
