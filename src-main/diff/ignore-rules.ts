import type { IgnoreRule } from '#contract/ignore-rules.ts'

/** Texts that are equal but for what the rules ignore, made equal; with how often each rule had something to do. */
export interface Normaliser {
  normalise(text: string): string
  /** The same, counted by rule. */
  count(text: string, hits: Map<string, number>): void
}

export function createNormaliser(rules: readonly IgnoreRule[]): Normaliser {
  const active = rules
    .filter(rule => rule.isOn)
    .map(rule => ({
      name: rule.name,
      pattern: new RegExp(rule.pattern, 'gu'),
      placeholder: `<${rule.name}>`,
    }))
  return {
    normalise: text =>
      active.reduce((rest, { pattern, placeholder }) => rest.replace(pattern, placeholder), text),
    count(text, hits) {
      let rest = text
      for (const { name, pattern, placeholder } of active) {
        rest = rest.replace(pattern, () => {
          hits.set(name, (hits.get(name) ?? 0) + 1)
          return placeholder
        })
      }
    },
  }
}
