import { describe, expect, test } from 'vitest'
import { createFakeCaller, weatherRunId } from '../../support/fake-caller.ts'
import { runback } from './a-command-line.ts'

function linesOf(text: string): string[] {
  return text.split('\n').map(line => line.replace(/ +/g, ' ').trimEnd())
}

describe('sessions', () => {
  test('are a table with totals that say how sure they are', async () => {
    const { printed } = await runback(['sessions', 'list'])

    const [heads, row] = linesOf(printed)
    expect(heads).toBe('SESSION LATEST RUN TIME RUNS FAILED CALLS IN OUT COST BEGAN WITH')
    expect(row).toMatch(/^chat-7 .* 4.0 s 2 1 4 1,200 80 ≥\$0.0043 weather agent$/)
  })

  test('are asked for a page at a time', async () => {
    const engine = createFakeCaller({
      'sessions.list': () => ({ sessions: [], total: 9, returned: 0, next: '5-1' }),
    })

    await runback(['sessions', 'list', '--text', 'chat', '--limit', '3', '--after', '7-2'], { engine })

    expect(engine.calls).toEqual([
      { name: 'sessions.list', params: { text: 'chat', limit: 3, cursor: '7-2' } },
    ])
  })

  test('show their runs in order, each below what dispatched it and why that is known', async () => {
    const { printed } = await runback(['sessions', 'show', 'team/chat 7'])

    const lines = linesOf(printed)
    expect(lines[0]).toBe('team/chat 7')
    expect(lines[1]).toBe('2 runs · 1 failed · 4.0 s · 4 calls · 1,200 → 80 tokens · ≥$0.0043')
    expect(lines).toContain('named by session.id')
    expect(printed).toMatch(/weather agent\n.* {2}station finder \(dispatched by tool call get_weather\)$/)
  })
})

describe('labels', () => {
  async function label(...args: string[]) {
    const engine = createFakeCaller()
    const ran = await runback(args, { engine })
    return { ...ran, params: engine.calls.find(({ name }) => name === 'runs.label')?.params }
  }

  test('a run is starred, and the star taken away', async () => {
    const starred = await label('star', 'latest')

    expect(starred.params).toMatchObject({ runId: weatherRunId, star: true })
    expect(starred.printed).toContain('★ starred: never deleted by itself')
    expect((await label('star', 'latest', '--off')).params).toMatchObject({ star: false })
  })

  test('tags are added with a plus and taken away with a minus, also where an option could stand', async () => {
    const { params, printed } = await label('tag', 'latest', '+good', '-y', '+to compare', '-json', '--json')

    expect(params).toMatchObject({ addTags: ['good', 'to compare'], removeTags: ['y', 'json'] })
    expect(JSON.parse(printed)).toMatchObject({ runId: weatherRunId, tags: ['good', 'to compare'] })
  })

  test('a tag without a sign is told how to say it', async () => {
    expect(await label('tag', 'latest', 'good')).toMatchObject({
      exitCode: 2,
      told: 'Say +good to add the tag or -good to take it away.',
    })
  })

  test('a note is written on a span that is named by the beginning of its id', async () => {
    const { params, printed } = await label('note', 'latest', 'look here', '--span', '03')

    expect(params).toMatchObject({ spanId: '03'.repeat(8), note: 'look here' })
    expect(printed).toContain('note: look here')
  })

  test('the help of tag is there in short, too', async () => {
    expect(await runback(['tag', '-h'])).toEqual(await runback(['tag', '--help']))
  })
})
