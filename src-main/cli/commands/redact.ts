import type { Caller } from '#contract/caller.ts'
import type { RedactionPreview, RedactionRule } from '#contract/redaction.ts'
import { formatBytes, formatNumberOf } from '../../base/format-quantity.ts'
import { printableLine } from '../../base/printable-text.ts'
import { type Command, type Invocation, UsageError } from '../command.ts'
import { numberFlag, takeArguments, textFlag } from '../options.ts'
import { printResult } from '../print-result.ts'
import { renderTable } from '../table.ts'
import { withCaller } from '../with-caller.ts'

export const redactList: Command = {
  name: 'redact list',
  summary: 'Lists the rules that take secrets out of what arrives, before it is stored.',
  usage: '',
  options: {},
  async run(invocation) {
    takeArguments(invocation, 0)
    const rules = await withCaller(invocation, rulesOf)
    return printResult(invocation, { rules }, () => rulesText(invocation, rules))
  },
}

export const redactPreview: Command = {
  name: 'redact preview',
  summary: 'Says what the rules would take out of the last runs, or of a text; changes nothing.',
  usage: '',
  options: {
    runs: { type: 'string', help: 'How many of the last runs to look through (20)' },
    text: { type: 'string', help: 'Look through this text instead' },
    pattern: { type: 'string', help: 'Try this pattern instead of the rules of the settings' },
  },
  async run(invocation) {
    takeArguments(invocation, 0)
    const pattern = textFlag(invocation, 'pattern')
    const params = {
      text: textFlag(invocation, 'text'),
      runs: numberFlag(invocation, 'runs', 1000) ?? 20,
      rules: pattern === undefined ? undefined : [patternRule('pattern', pattern)],
    }
    const preview = await withCaller(invocation, caller => caller.call('redaction.preview', params))
    return printResult(invocation, preview, each => previewText(invocation, each))
  },
}

export const redactOn = switchCommand('on', true, 'Turns rules on: what they find from now on is not stored.')
export const redactOff = switchCommand('off', false, 'Turns rules off.')

export const redactAdd: Command = {
  name: 'redact add',
  summary: 'Adds a rule and turns it on: a pattern, or with --keys names whose values are secret.',
  usage: 'NAME PATTERN',
  options: { keys: { type: 'boolean', help: 'PATTERN is a list of names, with commas between them' } },
  async run(invocation) {
    const [name = '', pattern = ''] = takeArguments(invocation, 2)
    const rule = invocation.flags.keys === true ? keysRule(name, pattern) : patternRule(name, pattern)
    return changeRules(invocation, rules => [...rules, rule])
  },
}

export const redactRemove: Command = {
  name: 'redact remove',
  summary: 'Removes a rule.',
  usage: 'NAME',
  options: {},
  run(invocation) {
    const names = takeArguments(invocation, 1)
    return changeRules(invocation, rules => {
      requireKnown(rules, names)
      return rules.filter(rule => !names.includes(rule.name))
    })
  },
}

function switchCommand(word: string, enabled: boolean, summary: string): Command {
  return {
    name: `redact ${word}`,
    summary,
    usage: 'NAME…',
    options: {},
    run(invocation) {
      const names = takeArguments(invocation, 1, 100)
      return changeRules(invocation, rules => {
        requireKnown(rules, names)
        return rules.map(rule => (names.includes(rule.name) ? { ...rule, enabled } : rule))
      })
    },
  }
}

const common = { enabled: true, replacement: '[redacted:{name}:{digest}]' } as const

function patternRule(name: string, pattern: string): RedactionRule {
  return { kind: 'pattern', name, pattern, ignoreCase: false, ...common }
}

function keysRule(name: string, list: string): RedactionRule {
  const keys = list.split(',').map(key => key.trim())
  return { kind: 'keys', name, keys, ...common }
}

function requireKnown(rules: readonly RedactionRule[], names: readonly string[]): void {
  const unknown = names.find(name => rules.every(rule => rule.name !== name))
  if (unknown === undefined) return
  throw new UsageError(`There is no rule "${unknown}", only ${rules.map(rule => rule.name).join(', ')}.`)
}

async function rulesOf(caller: Caller): Promise<readonly RedactionRule[]> {
  return (await caller.call('settings.get', {})).redactionRules
}

async function changeRules(
  invocation: Invocation,
  change: (rules: readonly RedactionRule[]) => RedactionRule[],
): Promise<number> {
  const rules = await withCaller(invocation, async caller => {
    const redactionRules = change(await rulesOf(caller))
    return (await caller.call('settings.set', { redactionRules })).redactionRules
  })
  return printResult(invocation, { rules }, () => rulesText(invocation, rules))
}

function rulesText({ terminal }: Invocation, rules: readonly RedactionRule[]): string {
  const rows = rules.map(rule => [
    { text: rule.name, colour: 'bold' as const },
    { text: rule.enabled ? 'on' : 'off' },
    { text: printableLine(whatOf(rule), 80) },
  ])
  return renderTable(terminal, ['RULE', '', 'FINDS'], rows)
}

function whatOf(rule: RedactionRule): string {
  switch (rule.kind) {
    case 'detector':
      return 'built in'
    case 'pattern':
      return rule.pattern
    case 'keys':
      return `values of ${rule.keys.join(', ')}`
  }
}

function previewText({ terminal }: Invocation, preview: RedactionPreview): string {
  const { rules, text, runs, spans, bytes, isComplete } = preview
  const found = rules.filter(rule => rule.count > 0)
  const rows = found.flatMap(rule =>
    rule.samples.map((sample, index) => [
      { text: index === 0 ? rule.name : '', colour: 'bold' as const },
      { text: index === 0 ? String(rule.count) : '', isNumber: true },
      { text: printableLine(sample.before, 40) },
      { text: printableLine(sample.after, 60) },
    ]),
  )
  const table =
    rows.length === 0
      ? 'Nothing is found.'
      : renderTable(terminal, ['RULE', 'TIMES', 'FOUND', 'BECOMES'], rows)
  if (text !== null) return `${text}\n\n${table}`
  const all = isComplete ? '' : ', which is as much as one look goes through'
  return `${table}\n\n${formatNumberOf(runs, 'run')}, ${formatNumberOf(spans, 'span')}, ${formatBytes(bytes)}${all}. Nothing was changed.`
}
