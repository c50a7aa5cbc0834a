import type { Detector } from '#contract/redaction.ts'
import type { TextMatch } from './find-matches.ts'
import { isCardNumber } from './is-card-number.ts'

export interface SecretFinder {
  /** One of these is in every text that holds such a secret; undefined when nothing short tells. */
  readonly hints: readonly string[] | undefined
  /** First to last, without overlaps. */
  find(text: string): readonly TextMatch[]
}

/** No repetition here can be read in two ways, and each has an end or takes all it meets: time grows with the text. */
const detectors: Readonly<Record<Detector, SecretFinder>> = {
  'anthropic-key': byExpression(['sk-ant-'], /\bsk-ant-[\w-]{20,}/g),
  'openai-key': byExpression(['sk-'], /\bsk-(?!ant-)[\w-]{20,}/g),
  'aws-key': byExpression(
    ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'ecret'],
    /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b|(?<=aws_?secret_?(?:access_?)?key["']?\s{0,4}[=:]\s{0,4}["']?)[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+])/gi,
  ),
  'github-token': byExpression(
    ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})/g,
  ),
  'google-key': byExpression(
    ['AIza', 'ya29.', 'GOCSPX-'],
    /\b(?:AIza[\w-]{35}|ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,})/g,
  ),
  'slack-token': byExpression(
    ['xox', 'xapp-', 'hooks.slack.com'],
    /\b(?:xox[abeoprs]-[A-Za-z0-9-]{10,}|xapp-[A-Za-z0-9-]{10,})|(?<=hooks\.slack\.com\/services\/)[A-Za-z0-9/]{20,}/g,
  ),
  'bearer-token': byExpression(
    ['earer', 'EARER', 'eyJ'],
    /(?<=\bbearer\s{1,4})[\w.~+/-]{16,}=*|\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/gi,
  ),
  'private-key': byExpression(
    ['PRIVATE KEY'],
    /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  ),
  email: byExpression(['@'], /[\w.%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g),
  'credit-card': cardNumbers(),
  phone: byExpression(
    ['+', '('],
    /(?<![\w+])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?|\(\d{3}\) ?)\d{2,4}(?:[ .-]?\d{2,4}){1,4}(?![\w])/g,
  ),
}

export function detectorOf(name: Detector): SecretFinder {
  return detectors[name]
}

/** Most texts hold none of the hints, and looking for those costs least. */
function byExpression(hints: readonly string[], expression: RegExp): SecretFinder {
  const anyHint = hintExpression(hints)
  return { hints, find: text => (anyHint.test(text) ? matchesOf(expression, text) : []) }
}

/** Finds the first of many short texts in one pass. */
export function hintExpression(hints: readonly string[]): RegExp {
  return new RegExp(hints.map(hint => hint.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'))
}

/** A card number may also be a number, which no look at the bytes around it shows. */
function cardNumbers(): SecretFinder {
  const digits = /(?<![\d.])\d(?:[ -]?\d){12,18}(?!\d)/g
  const isCard = ({ start, end }: TextMatch, text: string) => isCardNumber(text.slice(start, end))
  return {
    hints: undefined,
    find: text => matchesOf(digits, text).filter(match => isCard(match, text)),
  }
}

function matchesOf(expression: RegExp, text: string): readonly TextMatch[] {
  return Array.from(text.matchAll(expression), match => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
