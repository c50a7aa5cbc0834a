import { createHmac } from 'node:crypto'
import type { RedactionRule } from '#contract/redaction.ts'
import { compilePattern } from './compile-pattern.ts'
import { detectorOf, hintExpression } from './detectors.ts'
import { findMatches, type TextMatch } from './find-matches.ts'
import { createKeyNames, type KeyNames } from './key-names.ts'
import { rewriteJson, startsLikeJson } from './rewrite-json.ts'

/** A text that was taken out, and what stands there now. */
export interface Finding {
  readonly rule: string
  readonly before: string
  readonly after: string
}

export interface Redactor {
  /** False when no rule can find anything in these bytes, read as one character each: most items cost no more. */
  mayTouch(latin1: string): boolean
  text(text: string): string
  /** What takes the place of everything that is told under a name; undefined when the name is none of those. */
  member(key: string, source: () => string): string | undefined
}

/** JSON within a text within JSON: tool calls nest twice, and nobody nests deeper than this. */
const MAX_JSON_DEPTH = 8
/** How JSON hides a character that a rule would look for. */
const UNICODE_ESCAPE = '\\u'
/** Few enough that a short secret cannot be found by trying, enough that two are hardly ever taken for one. */
const DIGEST_DIGITS = 6

interface TextRule {
  readonly name: string
  readonly replacement: string
  readonly hints: readonly string[] | undefined
  readonly find: (text: string) => readonly TextMatch[] | 'too-much'
}

/** Applies the rules that are on, in their order. `key` makes digests of this store differ from those of others. */
export function createRedactor(
  rules: readonly RedactionRule[],
  key: Uint8Array,
  onFinding: (finding: Finding) => void,
): Redactor {
  const enabled = rules.filter(rule => rule.enabled)
  const textRules = enabled.flatMap(toTextRule)
  const keyRules = enabled.flatMap(rule =>
    rule.kind === 'keys' ? [{ rule, names: createKeyNames(rule.keys) }] : [],
  )

  const mayTouch = createPrecheck(textRules, keyRules)

  function take(rule: { readonly name: string; readonly replacement: string }, before: string): string {
    const digest = createHmac('sha256', key).update(before).digest('hex').slice(0, DIGEST_DIGITS)
    const after = rule.replacement.replaceAll('{name}', rule.name).replaceAll('{digest}', digest)
    onFinding({ rule: rule.name, before, after })
    return after
  }

  function plain(text: string): string {
    return textRules.reduce((current, rule) => applyRule(rule, current), text)
  }

  function applyRule(rule: TextRule, text: string): string {
    const matches = rule.find(text)
    // What cannot be looked through is not kept.
    if (matches === 'too-much') return take(rule, text)
    let result = ''
    let kept = 0
    for (const { start, end } of matches) {
      result += text.slice(kept, start) + take(rule, text.slice(start, end))
      kept = end
    }
    return kept === 0 ? text : result + text.slice(kept)
  }

  function member(name: string, source: () => string): string | undefined {
    const found = keyRules.find(({ names }) => names.has(name))
    return found && take(found.rule, source())
  }

  function within(text: string, depth: number): string {
    if (!mayTouch(text)) return text
    if (depth >= MAX_JSON_DEPTH || !startsLikeJson(text)) return plain(text)
    const rewritten = rewriteJson(text, { member, text: inner => within(inner, depth + 1) })
    return rewritten.isWhole ? rewritten.text : plain(rewritten.text)
  }

  return { mayTouch, text: text => within(text, 0), member }
}

/** Told from the rules once, so that a text is gone through once. */
function createPrecheck(textRules: readonly TextRule[], keyRules: readonly { readonly names: KeyNames }[]) {
  if (textRules.some(rule => rule.hints === undefined)) return () => true
  const anyHint = hintExpression([UNICODE_ESCAPE, ...textRules.flatMap(rule => rule.hints ?? [])])
  return (text: string) => anyHint.test(text) || keyRules.some(({ names }) => names.mayBeIn(text))
}

function toTextRule(rule: RedactionRule): TextRule[] {
  const { name, replacement } = rule
  if (rule.kind === 'detector') return [{ name, replacement, ...detectorOf(rule.detector) }]
  if (rule.kind === 'keys') return []
  const program = compilePattern(rule.pattern, rule.ignoreCase)
  return [{ name, replacement, hints: undefined, find: text => findMatches(program, text) }]
}
