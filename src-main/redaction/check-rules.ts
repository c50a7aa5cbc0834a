import type { RedactionRule } from '#contract/redaction.ts'
import { compilePattern } from './compile-pattern.ts'
import { PatternError } from './parse-pattern.ts'

/** What is wrong with rules, one sentence for each of those that cannot be applied. */
export function checkRules(rules: readonly RedactionRule[]): readonly string[] {
  const repeated = rules.filter((rule, index) => rules.findIndex(({ name }) => name === rule.name) < index)
  return [
    ...repeated.map(({ name }) => `two rules are called "${name}"`),
    ...rules.flatMap(rule => (rule.kind === 'pattern' ? patternIssue(rule) : [])),
  ]
}

function patternIssue({ name, pattern, ignoreCase }: Extract<RedactionRule, { kind: 'pattern' }>): string[] {
  try {
    compilePattern(pattern, ignoreCase)
    return []
  } catch (error) {
    if (error instanceof PatternError)
      return [`the pattern of "${name}" cannot be used: ${error.message.replace(/\.$/, '')}`]
    throw error
  }
}
