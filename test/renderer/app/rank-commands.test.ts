import { expect, test } from 'vitest'
import type { Command } from '../../../src-renderer/app/list-commands.ts'
import { rankCommands } from '../../../src-renderer/app/rank-commands.ts'

function command(label: string, group = 'Go'): Command {
  return { id: label, icon: 'runs', label, group, run: () => {} }
}

const commands = [
  command('Go to the runs'),
  command('Use the dark theme', 'Theme'),
  command('Open the settings'),
]
const found = (text: string) => rankCommands(commands, text).map(each => each.label)

test('no words leave the commands as they are', () => {
  expect(found('')).toEqual(commands.map(each => each.label))
})

test('the beginnings of words are enough, in any order', () => {
  expect(found('th da')).toEqual(['Use the dark theme'])
  expect(found('set')).toEqual(['Open the settings'])
})

test('every typed word has to fit', () => {
  expect(found('dark runs')).toEqual([])
})
