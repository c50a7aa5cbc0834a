import { formatNumberOf } from '../../base/format-quantity.ts'
import { readLine } from '../ask-person.ts'
import { type Command, UsageError } from '../command.ts'
import { takeArguments } from '../options.ts'
import { printResult } from '../print-result.ts'
import { renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

export const keysList: Command = {
  name: 'keys list',
  summary: 'Shows for which providers there is a key, and where it is kept. Never the key.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const result = await withCaller(invocation, caller => caller.call('keys.list', {}))
    return printResult(invocation, result, ({ keys }) => {
      if (keys.length === 0) return 'No key is set. "runback keys set PROVIDER" sets one.'
      const rows = keys.map(({ provider, lastFour, keptIn, origin, about }) =>
        [provider, lastFour === '' ? '' : `…${lastFour}`, keptIn, origin, about].map(text => ({ text })),
      )
      return renderTable(invocation.terminal, ['PROVIDER', 'ENDS IN', 'KEPT IN', 'ONLY FOR', ''], rows)
    })
  },
}

export const keysSet: Command = {
  name: 'keys set',
  summary: 'Keeps the key of a provider for replays; it is typed or comes on stdin, never as an argument.',
  usage: 'PROVIDER',
  options: {},
  async run(invocation) {
    const [provider = ''] = takeArguments(invocation, 1)
    const { ask } = invocation.terminal
    const key = ask === undefined ? await readLine() : (await ask(`Key of ${provider}: `, true)).trim()
    if (key === '')
      throw new UsageError('No key came. Type it, or hand it in: runback keys set openai < file')
    const result = await withCaller(invocation, caller => caller.call('keys.set', { provider, key }))
    return printResult(
      invocation,
      result,
      ({ origin, about }) => `Set. It is sent to ${origin} and nowhere else. ${about}`,
    )
  },
}

export const keysRemove: Command = {
  name: 'keys remove',
  summary: 'Forgets the key of a provider.',
  usage: 'PROVIDER',
  options: {},
  async run(invocation) {
    const [provider = ''] = takeArguments(invocation, 1)
    const result = await withCaller(invocation, caller => caller.call('keys.remove', { provider }))
    return printResult(invocation, result, ({ removed }) =>
      removed ? 'Removed.' : `No key of ${provider} was kept.`,
    )
  },
}

export const models: Command = {
  name: 'models',
  summary: 'Lists models that replays can ask; asks the model servers on this machine what they have.',
  usage: '',
  options: { all: { type: 'boolean', help: 'Those of providers without a key, too' } },
  async run(invocation) {
    takeArguments(invocation, 0)
    const result = await withCaller(invocation, caller => caller.call('models.list', { ask: true }))
    return printResult(invocation, result, ({ models: found, servers }) => {
      const shown = found.filter(({ hasKey }) => hasKey || invocation.flags.all === true)
      const rows = shown.map(({ provider, model, contextTokens }) => [
        { text: provider },
        { text: model },
        { text: contextTokens === null ? '?' : String(contextTokens), isNumber: true },
      ])
      const silent = servers.filter(({ state }) => state === 'silent').map(({ provider }) => provider)
      return [
        renderTable(invocation.terminal, ['PROVIDER', 'MODEL', 'CONTEXT'], rows),
        ...(silent.length === 0 ? [] : [`No answer from ${silent.join(', ')}.`]),
        ...(shown.length < found.length
          ? [`${formatNumberOf(found.length - shown.length, 'model')} of providers without a key: --all`]
          : []),
      ].join('\n')
    })
  },
}
