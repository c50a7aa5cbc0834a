import { describe, expect, test } from 'vitest'
import { createFakeCaller } from '../../support/fake-caller.ts'
import { runback } from './a-command-line.ts'

describe('cost', () => {
  test('is a table with its total, that says how sure it is and what is missing', async () => {
    const { printed, exitCode } = await runback(['cost', '--by', 'model'])

    expect(exitCode).toBe(0)
    expect(printed.split('\n')).toEqual([
      'MODEL       CALLS     IN  CACHED    OUT       COST',
      'gpt-5-mini      3  ≥~12k     ≥~0  ≥~500  ≥~$0.0043',
      'all             3  ≥~12k     ≥~0  ≥~500  ≥~$0.0043',
      '',
      '1 row more; --limit shows them.',
      'Prices: yours, then the list of 2026-09-23. ~ estimated, ≥ some unknown, ? unknown.',
      '1 call at the cost the sender reported.',
      '1 call of models that need a price: "runback prices missing".',
    ])
  })

  test('counts back from now, or from a date', async () => {
    const engine = createFakeCaller()
    await runback(['cost', '--since', '7d'], { engine })
    await runback(['cost', '--since', '2026-10-01', '--until', '2026-10-02'], { engine })

    const [back, dated] = engine.calls.map(call => call.params as { from: string; to?: string })
    expect(Date.now() - Date.parse(back?.from ?? '')).toBeGreaterThanOrEqual(7 * 86_400_000)
    expect(dated).toMatchObject({ from: '2026-10-01', to: '2026-10-02' })
  })

  test('is JSON for programs', async () => {
    const { printed } = await runback(['cost', '--json'])

    expect(JSON.parse(printed)).toMatchObject({ groupBy: 'day', totals: { calls: 3, unpricedCalls: 1 } })
  })

  test.each([
    [['cost', '--by', 'mood'], '--by takes one of day, model'],
    [['cost', '--since', 'spring'], '--since takes a time like 7d'],
    [['prices', 'set', 'gpt-5'], 'A price needs --input and --output'],
    [['prices', 'set', 'gpt-5', '--input', 'one', '--output', '2'], '--input takes dollars like 2.50'],
  ])('%s makes no sense', async (args, message) => {
    const { exitCode, told } = await runback(args)

    expect(exitCode).toBe(2)
    expect(told).toContain(message)
  })
})

describe('prices', () => {
  test('are set with what has a price of its own, and nothing else', async () => {
    const engine = createFakeCaller()
    const args = ['prices', 'set', 'acme-*', '--input', '2', '--output', '10.5', '--cache-read', '0.2']
    const { printed } = await runback([...args, '--provider', 'acme'], { engine })

    expect(engine.calls[0]?.params).toMatchObject({
      model: 'acme-*',
      provider: 'acme',
      input: 2,
      output: 10.5,
      cacheRead: 0.2,
      reasoning: null,
    })
    expect(printed).toContain('"runback prices reprice" applies it to recorded ones')
  })

  test('that are missing are told with their calls', async () => {
    const { printed } = await runback(['prices', 'missing'])

    expect(printed).toMatch(/acme-1 +acme +2 +≥~1,000 +≥~10 +\?/)
  })

  test('of recorded calls are tried before they change', async () => {
    const { printed } = await runback(['prices', 'reprice', '--dry-run'])

    expect(printed).toBe('2 calls of 3 would change. All of them: ≥~$0.0043 before, ≥~$0.0050 then.')
  })
})
