import type { Detector } from '#contract/redaction.ts'
import type { TextMatch } from './find-matches.ts'
import { isCardNumber } from './is-card-number.ts'

/** Finds secrets of one kind in a text, first to last, without overlaps. */
export type FindSecrets = (text: string) => readonly TextMatch[]

/** No repetition here can be read in two ways, and each has an end or takes all it meets: time grows with the text. */
const detectors: Readonly<Record<Detector, FindSecrets>> = {
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
  'credit-card': text =>
    byExpression(
      [],
      /(?<![\d.])\d(?:[ -]?\d){12,18}(?!\d)/g,
    )(text).filter(match => isCardNumber(text.slice(match.start, match.end))),
  phone: byExpression(
    ['+', '('],
    /(?<![\w+])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?|\(\d{3}\) ?)\d{2,4}(?:[ .-]?\d{2,4}){1,4}(?![\w])/g,
  ),
}

export function detectorOf(name: Detector): FindSecrets {
  return detectors[name]
}

/** Most texts hold none of the hints, and looking for those costs next to nothing. */
function byExpression(hints: readonly string[], expression: RegExp): FindSecrets {
  return text => {
    if (hints.length > 0 && !hints.some(hint => text.includes(hint))) return []
    return Array.from(text.matchAll(expression), match => ({
      start: match.index,
      end: match.index + match[0].length,
    }))
  }
}
